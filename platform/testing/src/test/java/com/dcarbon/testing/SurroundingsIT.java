// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@ServiceIT(classes = SurroundingsIT.Nothing.class, properties = "dcarbon.security.audience=own")
class SurroundingsIT {
    private final Environment environment;
    private final TestPostgres.Database database;

    @Autowired
    SurroundingsIT(Environment environment, TestPostgres.Database database, TestIdentityProvider identityProvider,
            KafkaProbe kafka) {
        this.environment = environment;
        this.database = database;
        assertThat(identityProvider).isSameAs(TestIdentityProvider.shared());
        assertThat(kafka).isSameAs(KafkaProbe.shared());
    }

    @Test
    void saysWhereTheNeighboursAre() throws SQLException {
        assertThat(environment.getProperty("dcarbon.database.name")).isEqualTo(database.name());
        assertThat(environment.getProperty("dcarbon.kafka.bootstrap-servers")).isEqualTo(TestKafka.bootstrapServers());
        assertThat(environment.getProperty("dcarbon.security.issuer-uri"))
                .isEqualTo(TestIdentityProvider.shared().issuer());
        try (var connection = database.connect()) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void aTestsOwnPropertiesWin() {
        assertThat(environment.getProperty("dcarbon.security.audience")).isEqualTo("own");
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
