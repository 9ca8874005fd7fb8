// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.events.Topic;
import com.dcarbon.local.kafka.KafkaServer;
import com.dcarbon.local.postgres.Database;
import com.dcarbon.local.postgres.PostgresServer;
import com.dcarbon.local.process.Processes;
import com.dcarbon.local.process.RunDirectory;
import com.dcarbon.local.service.JavaCommand;

/** PostgreSQL and Kafka as real processes, in a folder whose name has a blank. */
class ServersIT {
    private static final Database FACILITY = new Database("facility", "secret-1");
    private static final Database AUTHORIZATION = new Database("authorization", "secret-2");

    @TempDir
    Path temporary;

    @Test
    void keepsDatabasesOverARestartAndApartFromEachOther() throws Exception {
        RunDirectory directory = RunDirectory.at(temporary.resolve("a run"));
        int port = Ports.free().of(Port.POSTGRES);
        withPostgres(directory, port, () -> execute(port, FACILITY, "CREATE TABLE kept AS SELECT 42 AS answer"));
        withPostgres(directory, port, () -> {
            assertThat(query(port, FACILITY, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(query(port, AUTHORIZATION, "SELECT current_user")).isEqualTo("authorization");
            assertThat(query(port, AUTHORIZATION, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            Database foreign = new Database("authorization", FACILITY.password());
            assertThatThrownBy(() -> query(port, foreign, "SELECT 1")).hasMessageContaining("password");
            assertThatThrownBy(() -> connect(port, "facility", AUTHORIZATION)).hasMessageContaining("permission");
        });
    }

    @Test
    void startsKafkaWithTheTopicsOfTheContract() throws Exception {
        RunDirectory directory = RunDirectory.at(temporary.resolve("a run"));
        Ports ports = Ports.free();
        List<String> java = JavaCommand.withHeap(256)
                .with("-cp", System.getProperty("java.class.path"))
                .words();
        for (int run = 0; run < 2; run++) {
            try (Processes processes = new Processes(directory)) {
                KafkaServer.start(processes, directory, java, ports.of(Port.KAFKA), ports.of(Port.KAFKA_CONTROLLER),
                        line -> {});
                assertThat(topics(ports.of(Port.KAFKA))).contains(Topic.AUTHORIZATIONS.topicName(),
                        Topic.INTERVAL_DATA.topicName(), Topic.FACILITIES.deadLetterName());
                assertThat(processes.ended()).isEmpty();
            }
        }
    }

    private static Set<String> topics(int port) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port))) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private void withPostgres(RunDirectory directory, int port, Check check) throws SQLException {
        try (Processes processes = new Processes(directory)) {
            PostgresServer.start(processes, directory, temporary.resolve("binaries"), port,
                    List.of(FACILITY, AUTHORIZATION), line -> {});
            check.run();
            assertThat(processes.ended()).isEmpty();
        }
    }

    private interface Check {
        void run() throws SQLException;
    }

    private static void execute(int port, Database database, String sql) throws SQLException {
        try (Connection connection = connect(port, database.name(), database)) {
            connection.createStatement().execute(sql);
        }
    }

    private static String query(int port, Database database, String sql) throws SQLException {
        try (Connection connection = connect(port, database.name(), database);
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(int port, String name, Database role) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name), role.name(),
                role.password());
    }
}
