// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/facilities?q=%20a", "/a;b=c", "//evil.example/", "http://localhost/x", "*", "/é",
            "/?a=b?c&&="})
    void takesWhatIsAnAddress(String target) {
        assertThat(UnreadableAddresses.isReadable(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/a?b=%2", "/{x}", "/a|b", "/a\"b", "/a\\b", "/a?b=^", "/\u0085"})
    void knowsWhatIsNone(String target) {
        assertThat(UnreadableAddresses.isReadable(target)).isFalse();
    }
}
