// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

class TestPostgresIT {
    @Test
    void databasesAreApart() throws SQLException {
        try (Connection one = TestPostgres.freshDatabase().connect();
                Connection other = TestPostgres.freshDatabase().connect()) {
            one.createStatement().execute("CREATE TABLE things (id int)");
            other.createStatement().execute("CREATE TABLE things (id int)");
        }
    }

    @Test
    void theOwnerHasNoSpecialRights() throws SQLException {
        try (Connection connection = TestPostgres.freshDatabase().connect();
                var rows = connection.createStatement()
                        .executeQuery("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBoolean(1)).isFalse();
            assertThat(rows.getBoolean(2)).isFalse();
        }
    }

    @Test
    void nobodyElseMayUseIt() {
        TestPostgres.Database database = TestPostgres.freshDatabase();
        TestPostgres.Database other = TestPostgres.freshDatabase();

        assertThatThrownBy(() -> {
            try (Connection stranger = new TestPostgres.Database(database.host(), database.port(), database.name(),
                    other.username(), other.password()).connect()) {
                stranger.createStatement().execute("CREATE TABLE things (id int)");
            }
        }).isInstanceOf(SQLException.class);
    }
}
