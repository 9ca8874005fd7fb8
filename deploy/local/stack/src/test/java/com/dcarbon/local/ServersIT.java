// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.events.Topic;
import com.dcarbon.local.kafka.KafkaServer;
import com.dcarbon.local.postgres.Database;
import com.dcarbon.local.postgres.PostgresServer;
import com.dcarbon.local.process.Processes;
import com.dcarbon.local.process.RunDirectory;
import com.dcarbon.local.process.RunningProcess;
import com.dcarbon.local.service.JavaCommand;

/** PostgreSQL and Kafka as real processes, in a folder whose name has a blank. */
class ServersIT {
    private static final Database FACILITY = new Database("facility", "secret-1");
    private static final Database AUTHORIZATION = new Database("authorization", "secret-2");

    private static final Database AUDIT = new Database("audit", "secret-3", true);

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
    void handsADatabaseThatAServiceHasOwnedToAnOwnerOfItsOwn() throws Exception {
        RunDirectory directory = RunDirectory.at(temporary.resolve("a run"));
        int port = Ports.free().of(Port.POSTGRES);
        Database former = new Database("audit", AUDIT.password());
        try (Processes processes = new Processes(directory)) {
            startPostgres(processes, directory, port, former);
            execute(port, former, "CREATE EXTENSION pg_trgm");
            execute(port, former, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (Processes processes = new Processes(directory)) {
            startPostgres(processes, directory, port, AUDIT);
            assertThatThrownBy(() -> execute(port, AUDIT, "DELETE FROM kept")).hasMessageContaining("permission");
            assertThatThrownBy(() -> execute(port, AUDIT, "DROP TABLE kept")).hasMessageContaining("owner");
            try (Connection owner = connect(port, "audit", new Database(AUDIT.owner(), AUDIT.ownerPassword()))) {
                owner.createStatement().execute("DELETE FROM kept");
                owner.createStatement().execute("CREATE TABLE more (answer int)");
                owner.createStatement().execute("DROP EXTENSION pg_trgm");
            }
        }
    }

    @Test
    void beginsAnewWhereTheMakingOfTheDatabaseWasCutOff() throws Exception {
        RunDirectory directory = RunDirectory.at(temporary.resolve("a run"));
        int port = Ports.free().of(Port.POSTGRES);
        Files.write(directory.data("postgres-begun"), List.of());
        Files.createDirectories(directory.data("postgres"));
        Files.writeString(directory.data("postgres").resolve("PG_VERSION"), "18");
        withPostgres(directory, port, () -> assertThat(query(port, FACILITY, "SELECT 1")).isEqualTo("1"));
        assertThat(directory.data("postgres-begun")).doesNotExist();
    }

    @Test
    void recoversFromAKilledPostgresWithEverythingThatWasCommitted() throws Exception {
        RunDirectory directory = RunDirectory.at(temporary.resolve("a run"));
        int port = Ports.free().of(Port.POSTGRES);
        try (Processes processes = new Processes(directory)) {
            RunningProcess postgres = startPostgres(processes, directory, port);
            execute(port, FACILITY, "CREATE TABLE kept (answer int)");
            for (int row = 0; row < 20; row++) {
                execute(port, FACILITY, "INSERT INTO kept VALUES (" + row + ")");
            }
            postgres.kill();
            // As after a restart of a container: the number of the server belongs to somebody else.
            Path pid = directory.data("postgres").resolve("postmaster.pid");
            List<String> lines = new ArrayList<>(Files.readAllLines(pid));
            lines.set(0, Long.toString(ProcessHandle.current().pid()));
            Files.write(pid, lines);

            startPostgres(processes, directory, port);
            assertThat(query(port, FACILITY, "SELECT count(*) FROM kept")).isEqualTo("20");
            assertThat(processes.ended()).isEmpty();
        }
    }

    @Test
    void startsKafkaOnTheLogOfAKilledOne() throws Exception {
        RunDirectory directory = RunDirectory.at(temporary.resolve("a run"));
        Ports ports = Ports.free();
        try (Processes processes = new Processes(directory)) {
            RunningProcess kafka = startKafka(processes, directory, ports);
            publish(ports.of(Port.KAFKA), "kept");
            kafka.kill();
            startKafka(processes, directory, ports);
            assertThat(published(ports.of(Port.KAFKA))).containsExactly("kept");
        }
    }

    @Test
    void startsKafkaWithTheTopicsOfTheContract() throws Exception {
        RunDirectory directory = RunDirectory.at(temporary.resolve("a run"));
        Ports ports = Ports.free();
        for (int run = 0; run < 2; run++) {
            try (Processes processes = new Processes(directory)) {
                startKafka(processes, directory, ports);
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
            startPostgres(processes, directory, port);
            check.run();
            assertThat(processes.ended()).isEmpty();
        }
    }

    private RunningProcess startPostgres(Processes processes, RunDirectory directory, int port) {
        return startPostgres(processes, directory, port, FACILITY, AUTHORIZATION);
    }

    private RunningProcess startPostgres(Processes processes, RunDirectory directory, int port, Database... databases) {
        return PostgresServer.start(processes, directory, temporary.resolve("binaries"), port, List.of(databases),
                line -> {});
    }

    private static RunningProcess startKafka(Processes processes, RunDirectory directory, Ports ports) {
        List<String> java = JavaCommand.withHeap(256)
                .with("-cp", System.getProperty("java.class.path"))
                .words();
        return KafkaServer.start(processes, directory, java, ports.of(Port.KAFKA), ports.of(Port.KAFKA_CONTROLLER),
                line -> {});
    }

    private static void publish(int port, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", "localhost:" + port);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topic.AUDIT.topicName(), 0, "key", value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> published(int port) {
        Map<String, Object> settings = Map.of("bootstrap.servers", "localhost:" + port);
        TopicPartition partition = new TopicPartition(Topic.AUDIT.topicName(), 0);
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
                return consumer.position(partition) >= consumer.endOffsets(List.of(partition)).getOrDefault(partition,
                        0L);
            });
        }
        return values;
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
