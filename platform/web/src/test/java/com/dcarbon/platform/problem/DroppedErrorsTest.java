// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.codec.DecodingException;

class DroppedErrorsTest {

    @Test
    void expectsWhatTheOtherSideDoesAndNothingElse() {
        assertThat(DroppedErrors.isExpected(new DecodingException("no end"))).isTrue();
        assertThat(DroppedErrors.isExpected(new IllegalStateException(
                "The client response body has been released already due to cancellation."))).isTrue();
        assertThat(DroppedErrors.isExpected(new IllegalStateException("a bug"))).isFalse();
        assertThat(DroppedErrors.isExpected(new NullPointerException())).isFalse();
    }
}
