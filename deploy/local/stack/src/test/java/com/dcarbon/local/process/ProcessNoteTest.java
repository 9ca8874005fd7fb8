// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessNoteTest {

    @Test
    void findsTheBeginBehindAnyName() {
        String stat = "42 (a ) (b 7) S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 33 0 987654 123 456";
        assertThat(ProcessNote.beginOnLinux(stat)).isEqualTo("987654");
    }

    @Test
    void takesAnEndedProcessThatNobodyAskedAfterForGone() {
        assertThat(ProcessNote.beginOnLinux("42 (java) Z 1 42 42 0 -1 4 1 2 3 4 5 6 7 8 20 0 33 0 987654 123"))
                .isEmpty();
    }
}
