// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import com.dcarbon.platform.problem.InvalidField;
import com.dcarbon.platform.problem.ProblemException;

class AuditSearchTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void takesBlankFiltersAsNotGiven() {
        AuditSearch search = new AuditSearch("", null, null, " ", "", null, null, "").checked();

        assertThat(search.filters()).isEmpty();
    }

    @Test
    void namesEveryFieldThatCannotBeMeant() {
        var search = new AuditSearch("No Event", null, null, "a\u0000b", "here", NOON,
                NOON.minusSeconds(1), "x".repeat(201));

        var problem = catchThrowableOfType(ProblemException.class, search::checked);

        assertThat(problem.fields()).extracting(InvalidField::field)
                .containsExactly("event_type", "user_id", "ip_address", "q", "to");
    }

    @Test
    void refusesTimesThatNeitherRfc3339NorTheDatabaseKnows() {
        var search = new AuditSearch(null, null, null, null, null, Instant.MIN, Instant.MAX, null);

        var problem = catchThrowableOfType(ProblemException.class, search::checked);

        assertThat(problem.fields()).extracting(InvalidField::field).containsExactly("from", "to");
    }

    @Test
    void tellsWhichFiltersAreInUse() {
        AuditSearch search = new AuditSearch("meters_imported", null, null, null, null, NOON, null, null);

        assertThat(search.filters()).containsOnlyKeys("event_type", "from");
    }

    @Test
    void sortsByTimeInBothDirectionsAndByNothingElse() {
        assertThat(SearchOrder.of(null)).isEqualTo(SearchOrder.NEWEST_FIRST);
        assertThat(SearchOrder.of("-timestamp")).isEqualTo(SearchOrder.NEWEST_FIRST);
        assertThat(SearchOrder.of("timestamp")).isEqualTo(SearchOrder.OLDEST_FIRST);
        assertThatThrownBy(() -> SearchOrder.of("details")).isInstanceOf(ProblemException.class);
    }
}
