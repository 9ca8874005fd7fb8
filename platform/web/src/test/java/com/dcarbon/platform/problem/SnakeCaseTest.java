// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnakeCaseTest {

    @Test
    void writesNamesAsTheApiDoes() {
        assertThat(SnakeCase.of("address.postalCode")).isEqualTo("address.postal_code");
        assertThat(SnakeCase.of("items[0].systemSizeKwDc")).isEqualTo("items[0].system_size_kw_dc");
        assertThat(SnakeCase.of("name")).isEqualTo("name");
    }
}
