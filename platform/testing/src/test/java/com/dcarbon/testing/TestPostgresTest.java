// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void readsWhereAGivenServerIs() {
        assertThat(TestPostgres.given("postgresql://root:se:cret@db.example:6543"))
                .isEqualTo(new TestPostgres.Server("db.example", 6543, "root", "se:cret"));
    }

    @Test
    void assumesTheUsualPort() {
        assertThat(TestPostgres.given("postgresql://root:secret@db.example").port()).isEqualTo(5432);
    }

    @Test
    void saysHowAGivenServerIsWritten() {
        assertThatThrownBy(() -> TestPostgres.given("jdbc:postgresql://db.example/test"))
                .hasMessageContaining("postgresql://user:password@host:port");
    }
}
