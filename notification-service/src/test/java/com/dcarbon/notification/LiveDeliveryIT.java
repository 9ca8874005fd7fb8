// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;

import com.dcarbon.platform.paging.Cursor;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;

/** That live changes come once, in order and soon, whatever happens on the way. */
class LiveDeliveryIT extends LiveScene {
    private static final List<String> NEIGHBOURS = List.of("dcarbon.surroundings.local", "dcarbon.database.host",
            "dcarbon.database.port",
            "dcarbon.database.name", "dcarbon.database.username", "dcarbon.database.password",
            "dcarbon.kafka.bootstrap-servers", "dcarbon.security.issuer-uri", "dcarbon.security.jwk-set-uri",
            "dcarbon.security.audience", "dcarbon.providers.directory", "dcarbon.invitation.keyset",
            "dcarbon.notification.application-url", "spring.mail.port");

    private final BackgroundLoop cleaning;
    private final Environment environment;

    @Autowired
    LiveDeliveryIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            @LocalServerPort int port, @Qualifier("changeCleaningLoop") BackgroundLoop cleaning,
            Environment environment) {
        super(kafka, identityProvider, database, port);
        this.cleaning = cleaning;
        this.environment = environment;
    }

    @Test
    void whoComesBackGetsWhatWasMissedOnceAndInOrder() {
        Watch first = watch(owner);
        say(owner, "1");
        first.awaitCount(1);
        first.close();
        sayMany(2, 251);
        awaitPlaced();

        Watch second = watch(token(owner), "", first.lastId());
        second.awaitCount(250);
        say(owner, "252");
        second.awaitCount(251);

        assertThat(titles(second)).containsExactlyElementsOf(numbers(2, 252));
        assertThat(second.events()).extracting(event -> event.id()).doesNotHaveDuplicates();
        Watch third = watch(token(owner), "", second.events().get(200).id());
        third.awaitCount(50);
        assertThat(titles(third)).containsExactlyElementsOf(numbers(203, 252));
    }

    @Test
    void aHeartbeatMovesThePlaceToComeBackToOn() {
        Watch watch = watch(owner);
        String first = watch.lastId();
        say(operator, "for somebody else");
        awaitPlaced();

        await().atMost(PATIENCE).until(() -> !watch.lastId().equals(first));
        assertThat(watch.blocks().getLast().comment()).isEqualTo("heartbeat");
        assertThat(watch.blocks().getFirst().retry()).isEqualTo(Duration.ofSeconds(3));
        assertThat(watch.events()).isEmpty();
    }

    @Test
    void whatCommitsLateIsNotPassedOver() throws SQLException {
        Watch watch = watch(owner);
        String afterFirst;
        try (Connection slow = database().connect()) {
            slow.setAutoCommit(false);
            try (var statement = slow.createStatement()) {
                statement.executeUpdate(saying(owner, "early number, late commit"));
                say(owner, "late number, early commit");
                watch.awaitCount(1);
                afterFirst = watch.lastId();
                slow.commit();
            }
        }
        watch.awaitCount(2);

        assertThat(titles(watch)).containsExactly("late number, early commit", "early number, late commit");
        Watch again = watch(token(owner), "", afterFirst);
        again.awaitCount(1);
        assertThat(titles(again)).containsExactly("early number, late commit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "foreign", "future"})
    void whoComesWithAPositionThatIsNoneIsToldToLoadEverythingAndGoesOn(String position) {
        String lastEventId = switch (position) {
            case "foreign" -> Cursor.of("01930000-0000-7000-8000-000000000001", 1).encoded();
            case "future" -> Cursor.of(log(), 9_000_000_000L).encoded();
            default -> position;
        };

        Watch watch = watch(token(owner), "", lastEventId);
        watch.await("reset");
        say(owner, "after it");
        watch.awaitCount(2);

        assertThat(watch.told()).containsExactly("reset", "facility/said");
        Watch again = watch(token(owner), "", watch.events().getFirst().id());
        again.awaitCount(1);
        assertThat(titles(again)).containsExactly("after it");
    }

    @Test
    void whatIsTooOldIsForgottenAndWhoMissedItIsToldSo() {
        Watch watch = watch(owner);
        String before = watch.lastId();
        say(owner, "old news");
        watch.awaitCount(1);
        String after = Objects.requireNonNull(watch.events().getFirst().id());
        change("update changes set written_at = now() - interval '25 hours' where user_id = '%s'"
                .formatted(owner.userId()));
        cleaning.wake();
        await().atMost(PATIENCE)
                .until(() -> "0".equals(query("select count(*) from changes where user_id = '%s'"
                        .formatted(owner.userId()))));
        say(owner, "fresh news");

        Watch missedIt = watch(token(owner), "", before);
        missedIt.await("reset");
        Watch sawIt = watch(token(owner), "", after);
        sawIt.awaitCount(1);
        assertThat(titles(sawIt)).containsExactly("fresh news");
    }

    @Test
    void whatIsWrittenIsToldAtOnce() {
        Watch watch = watch(owner);
        int atOnce = 0;
        for (int i = 1; i <= 8; i++) {
            Instant written = Instant.now();
            change(saying(owner, "n") + "; notify changes_written");
            watch.awaitCount(i);
            atOnce += Duration.between(written, Instant.now()).toMillis() < 500 ? 1 : 0;
        }

        assertThat(atOnce).isGreaterThanOrEqualTo(6);
    }

    @Test
    void whatNobodySignalledIsFoundByLooking() {
        Watch watch = watch(owner);

        change("""
                with counted as (update change_log set placed = placed + 1 returning placed)
                insert into changes (place, kind, type, subject, user_id, data)
                select placed, 'facility', 'said', gen_random_uuid(), '%s', '{"title":"silent"}'
                from counted""".formatted(owner.userId()));

        watch.awaitCount(1);
        assertThat(titles(watch)).containsExactly("silent");
    }

    @Test
    void endsWithTheToken() {
        Instant end = Instant.now().plusSeconds(2);
        Watch watch = watch(token(owner).expiresAt(end), "", null);

        await().atMost(PATIENCE).until(watch::ended);

        assertThat(Instant.now()).isBetween(end.minusSeconds(1), end.plusSeconds(10));
    }

    @Test
    void nothingIsLeftOfAReaderWhoGoesAway() {
        Watch watch = watch(owner);
        assertThat(metric("dcarbon_stream_open")).isEqualTo(1);

        watch.close();

        await().atMost(PATIENCE).until(() -> metric("dcarbon_stream_open") == 0);
    }

    @Test
    void aReaderWhoTakesNothingHoldsUpNobodyAndLosesNothing() throws IOException {
        change("""
                insert into changes (kind, type, subject, user_id, data)
                select 'notification', 'notification', gen_random_uuid(), '%s',
                       '{"title":"' || n || '","body":"' || repeat('x', 8000) || '"}'
                from generate_series(1, 1500) n""".formatted(operator.userId()));
        awaitPlaced();
        double before = metric("dcarbon_stream_events_total");
        String start = Cursor.of(log(),
                Long.parseLong(Objects.requireNonNull(query("select min(place) - 1 from changes where user_id = '%s'"
                        .formatted(operator.userId())))))
                .encoded();

        try (Socket slow = slowReader(start)) {
            await().atMost(PATIENCE).until(() -> metric("dcarbon_stream_events_total") > before + 100);
            Watch other = watch(owner);
            say(owner, "hello");
            other.awaitCount(1);
            assertThat(metric("dcarbon_stream_events_total") - before).isLessThan(1400);

            assertThat(titlesFrom(slow, 1500)).containsExactlyElementsOf(numbers(1, 1500));
        }
    }

    @Test
    void everyReplicaTellsAndOneThatIsStoppedLetsItsReadersGoAtOnce() {
        Watch here = watch(owner);
        Watch there;
        try (ConfigurableApplicationContext replica = replica()) {
            int port = Integer.parseInt(
                    Objects.requireNonNull(replica.getEnvironment().getProperty("local.server.port")));
            there = watch(port, token(owner), "", null);
            say(owner, "to both");
            here.awaitCount(1);
            there.awaitCount(1);
            assertThat(there.events().getFirst().id()).isEqualTo(here.events().getFirst().id());
            Instant stopped = Instant.now();
            replica.close();
            assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
        await().atMost(PATIENCE).until(there::ended);
        say(owner, "meanwhile");

        Watch again = watch(token(owner), "", there.lastId());
        again.awaitCount(1);
        assertThat(titles(again)).containsExactly("meanwhile");
        assertThat(here.ended()).isFalse();
    }

    private ConfigurableApplicationContext replica() {
        return new SpringApplicationBuilder(NotificationApplication.class, OwnThreads.class).run(Stream
                .concat(Stream.of("server.port=0", "dcarbon.notification.stream.heartbeat=2s"), NEIGHBOURS.stream()
                        .map(name -> name + "=" + environment.getRequiredProperty(name, Object.class)))
                .map(property -> "--" + property)
                .toArray(String[]::new));
    }

    private String log() {
        return Objects.requireNonNull(query("select log_id from change_log"));
    }

    private Socket slowReader(String lastEventId) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(65_536);
        socket.connect(new InetSocketAddress("localhost", port()));
        socket.getOutputStream().write("""
                GET /events/stream HTTP/1.1
                Host: localhost
                Accept: text/event-stream
                Authorization: %s
                Last-Event-ID: %s

                """.formatted(token(operator).bearer(), lastEventId).replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static List<String> titlesFrom(Socket socket, int count) throws IOException {
        Pattern title = Pattern.compile("^data:\\{\"title\":\"(\\d+)\"");
        List<String> titles = new ArrayList<>();
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        while (titles.size() < count) {
            Matcher matcher = title.matcher(Objects.requireNonNull(lines.readLine()));
            if (matcher.find()) {
                titles.add(matcher.group(1));
            }
        }
        return titles;
    }

    private void sayMany(int first, int last) {
        change("""
                insert into changes (kind, type, subject, user_id, data)
                select 'notification', 'notification', gen_random_uuid(), '%s', '{"title":"' || n || '"}'
                from generate_series(%d, %d) n""".formatted(owner.userId(), first, last));
    }

    private double metric(String name) {
        return metrics().lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static List<String> titles(Watch watch) {
        return watch.events().stream().map(event -> Watch.json(event).path("title").asString()).toList();
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    /** Those of the JVM would end with the replica, and with them all other connections. */
    static class OwnThreads {
        @Bean
        ReactorResourceFactory reactorResources() {
            var resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            return resources;
        }
    }
}
