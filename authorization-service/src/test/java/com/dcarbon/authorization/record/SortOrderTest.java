// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.problem.ProblemException;

class SortOrderTest {

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "last_sync", "last_attempt_at", "status", "method", "utility", "user"})
    void knowsEveryColumnInBothDirections(String column) {
        assertThat(SortOrder.of(column).beyond()).isEqualTo(">");
        assertThat(SortOrder.of("-" + column).beyond()).isEqualTo("<");
    }

    @Test
    void isNewestFirstUnlessAskedOtherwise() {
        assertThat(SortOrder.of(null)).isEqualTo(SortOrder.of("-created_at"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "-", "created_at;drop", "CREATED_AT"})
    void refusesOtherColumns(String sort) {
        assertThatThrownBy(() -> SortOrder.of(sort)).isInstanceOf(ProblemException.class);
    }

    @Test
    void takesNoCursorOfAnotherOrder() {
        Instant time = Instant.parse("2026-11-20T08:00:00.123Z");
        Cursor cursor = Cursor.decode(SortOrder.of("created_at").cursor(time, "id").encoded(), 3);

        assertThat(SortOrder.of("created_at").value(cursor)).isEqualTo(time);
        assertThatThrownBy(() -> SortOrder.of("-created_at").value(cursor)).isInstanceOf(ProblemException.class);
    }
}
