// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.platform.problem.ProblemException;

class CursorTest {

    @Test
    void givesBackTheKeysItWasMadeOf() {
        UUID id = UUID.randomUUID();
        Instant time = Instant.parse("2026-11-20T08:15:00.123Z");
        Cursor read = Cursor.decode(Cursor.of(time, id, 7).encoded(), 3);

        assertThat(read.instant(0)).isEqualTo(time);
        assertThat(read.uuid(1)).isEqualTo(id);
        assertThat(read.number(2)).isEqualTo(7);
    }

    @Test
    void refusesWhatItDidNotMake() {
        assertThatThrownBy(() -> Cursor.decode("not base64!", 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.decode(Cursor.of("a").encoded(), 2)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.of("a").uuid(0)).isInstanceOf(ProblemException.class);
    }

    @Test
    void namesTheNextPageOnlyIfThereIsOne() {
        assertThat(Page.of(List.of(1, 2), 2, Cursor::of).nextCursor()).isNull();
        Page<Integer> first = Page.of(List.of(1, 2, 3), 2, Cursor::of);
        assertThat(first.items()).containsExactly(1, 2);
        assertThat(first.nextCursor()).isEqualTo(Cursor.of(2).encoded());
    }
}
