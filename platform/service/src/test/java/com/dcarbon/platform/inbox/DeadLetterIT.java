// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventCodec;
import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.sample.SampleApplication;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestToken;

import io.micrometer.core.instrument.MeterRegistry;

@ServiceIT(classes = SampleApplication.class)
class DeadLetterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = Topic.INTERVAL_DATA.topicName();
    private static final String DEAD_LETTERS = Topic.INTERVAL_DATA.deadLetterName();
    private static final String GROUP = "sample-service.effects";
    private static final String ENDPOINT = "/actuator/deadletters/effects";

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final UUID facility = Ids.next();
    private final TestIdentityProvider identity = TestIdentityProvider.shared();
    private WebTestClient http = WebTestClient.bindToServer().build();

    @Autowired
    private Subscribers subscribers;
    @Autowired
    private DatabaseClient database;
    @Autowired
    private MeterRegistry metrics;
    @Autowired
    @Qualifier("deadLetterGaugesLoop")
    private BackgroundLoop gauges;
    @Value("${dcarbon.kafka.bootstrap-servers}")
    private String bootstrapServers = "";

    @BeforeEach
    void begin(@LocalServerPort int port) {
        http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).responseTimeout(PATIENCE).build();
        DeadLetterReturn wayBack = subscribers.all().getFirst().wayBack();
        wayBack.discard(wayBack.count());
    }

    @AfterEach
    void mendAll() {
        SampleApplication.TROUBLED.clear();
    }

    @Test
    void whatAHandlerCannotProcessIsPutAsideWithWhatLeadsToItAndWithoutWords() {
        double before = counted();
        SampleApplication.TROUBLED.add(facility);
        Event<SyncFailed> event = event(facility);
        kafka.publish(Topic.INTERVAL_DATA, event);

        var letter = awaitLetter(facility);
        var original = kafka.awaitRecord(TOPIC, message -> facility.toString().equals(message.key()));
        assertThat(DeadLetter.of(letter)).get().satisfies(told -> {
            assertThat(told.subscription()).isEqualTo(GROUP);
            assertThat(told.partition()).isEqualTo(original.partition());
            assertThat(told.offset()).isEqualTo(original.offset());
            assertThat(told.exception()).isEqualTo("java.lang.IllegalStateException");
            assertThat(told.attempts()).isEqualTo(6);
        });
        assertThat(header(letter, "dead_letter_topic")).isEqualTo(TOPIC);
        assertThat(header(letter, "ce_id")).isEqualTo(event.id().toString());
        assertThat(letter.value()).isEqualTo(original.value());
        assertThat(Arrays.stream(letter.headers().toArray()).map(h -> new String(h.value(), StandardCharsets.UTF_8)))
                .noneMatch(text -> text.contains("the words of the exception"));
        await().atMost(PATIENCE).until(() -> counted() == before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no event at all", "no JSON", "{\"facility_id\":\"no uuid\"}"})
    void nonsenseIsPutAsideAtOnceAndWhatFollowsGoesOn(String body) {
        var message = EventCodec.encode(Topic.INTERVAL_DATA, event(facility));
        var nonsense = new ProducerRecord<>(TOPIC, null, facility.toString(), body.getBytes(StandardCharsets.UTF_8),
                body.equals("no event at all") ? List.of() : message.headers());
        kafka.publish(nonsense);
        kafka.publish(Topic.INTERVAL_DATA, event(facility));

        assertThat(DeadLetter.of(awaitLetter(facility))).get().satisfies(told -> {
            assertThat(told.exception()).isEqualTo("com.dcarbon.events.MalformedEventException");
            assertThat(told.attempts()).isOne();
        });
        await().atMost(PATIENCE).until(() -> effects(facility) == 1);
    }

    @Test
    void aRecordIsNotPassedOverWhileItsDeadLetterCannotBeWritten() throws Exception {
        limitDeadLetters("100");
        try {
            double failed = failures();
            kafka.publish(new ProducerRecord<>(TOPIC, facility.toString(), new byte[5_000]));
            kafka.publish(Topic.INTERVAL_DATA, event(facility));
            await().atMost(PATIENCE).until(() -> failures() >= failed + 3);
            assertThat(effects(facility)).isZero();
        } finally {
            limitDeadLetters("1000000");
        }

        assertThat(awaitLetter(facility).value()).hasSize(5_000);
        await().atMost(PATIENCE).until(() -> effects(facility) == 1);
    }

    @Test
    void anAdministratorSeesWhatWaitsAndHasItTakenBackOnce() {
        Event<SyncFailed> event = putAside(facility);
        putAsideByAnother();
        gauges.wake();
        await().atMost(PATIENCE).until(() -> metrics.get("dcarbon.dead.letters.waiting").tag("subscription", GROUP)
                .gauge().value() == 1);
        http(admin()).get().uri("/actuator/deadletters").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.subscriptions[0].subscription").isEqualTo("effects")
                .jsonPath("$.subscriptions[0].waiting").isEqualTo(1)
                .jsonPath("$.subscriptions[0].oldest").isNotEmpty()
                .jsonPath("$.subscriptions[0].first[0].event").isEqualTo(event.id().toString())
                .jsonPath("$.subscriptions[0].first[0].exception").isEqualTo("java.lang.IllegalStateException")
                .jsonPath("$.subscriptions[0].first[0].attempts").isEqualTo(6);

        takenBack(1, 0);
        assertThat(effects(facility)).isOne();
        assertThat(SampleApplication.PROCESSED_ON.get(facility)).as("waiting for an effect blocks")
                .extracting(Thread::getName).asString().startsWith("boundedElastic");
        takenBack(0, 0);

        publishLetter(event);
        takenBack(1, 0);
        assertThat(effects(facility)).as("the inbox knows it").isOne();
    }

    @Test
    void whatFailsAgainWaitsOnAndHoldsNothingElseBack() {
        SampleApplication.TROUBLED.add(facility);
        UUID mended = Ids.next();
        putAside(facility);
        putAside(mended);

        takenBack(1, 1);
        assertThat(effects(mended)).isOne();
        assertThat(waiting()).singleElement().satisfies(told -> {
            assertThat(told.attempts()).isEqualTo(7);
            assertThat(told.partition()).isEqualTo(2);
            assertThat(told.offset()).isEqualTo(42);
        });

        SampleApplication.TROUBLED.clear();
        takenBack(1, 0);
        assertThat(effects(facility)).isOne();
    }

    @Test
    void whatNobodyWantsBackIsGivenUpOnlyByItsNumber() {
        putAside(facility);
        putAside(Ids.next());

        http(admin()).delete().uri(ENDPOINT + "?expected=1").exchange().expectStatus().isEqualTo(409);
        http(admin()).delete().uri(ENDPOINT + "?expected=2").exchange().expectStatus().isOk();

        assertThat(waiting()).isEmpty();
        assertThat(effects(facility)).isZero();
    }

    @Test
    void nobodyButAdministratorsMayCallIt() {
        TestToken user = identity.user("owner", "commercial");
        TestToken service = identity.service("ingestion-service", "dcarbon.internal");
        for (String uri : List.of("/actuator/deadletters", "/actuator")) {
            http.get().uri(uri).exchange().expectStatus().isUnauthorized();
            http(user).get().uri(uri).exchange().expectStatus().isForbidden();
            http(service).get().uri(uri).exchange().expectStatus().isForbidden();
        }
        http.post().uri(ENDPOINT).exchange().expectStatus().isUnauthorized();
        http(user).post().uri(ENDPOINT).exchange().expectStatus().isForbidden();
        http(user).delete().uri(ENDPOINT + "?expected=0").exchange().expectStatus().isForbidden();
        http(admin()).post().uri("/actuator/deadletters/unheard-of").contentType(MediaType.APPLICATION_JSON).exchange()
                .expectStatus().isNotFound();
    }

    private void takenBack(int returned, int failed) {
        http(admin()).post().uri(ENDPOINT).contentType(MediaType.APPLICATION_JSON).exchange().expectStatus().isOk()
                .expectBody()
                .jsonPath("$.returned").isEqualTo(returned)
                .jsonPath("$.failed").isEqualTo(failed);
    }

    private List<DeadLetter> waiting() {
        return subscribers.all().getFirst().wayBack().waiting((_, letter) -> letter);
    }

    private Event<SyncFailed> putAside(UUID subject) {
        Event<SyncFailed> event = event(subject);
        publishLetter(event);
        return event;
    }

    private void publishLetter(Event<?> event) {
        kafka.publish(letter(event, GROUP));
    }

    private void putAsideByAnother() {
        kafka.publish(letter(event(Ids.next()), "another-service.effects"));
    }

    private static ProducerRecord<String, byte[]> letter(Event<?> event, String group) {
        var message = EventCodec.encode(Topic.INTERVAL_DATA, event);
        var read = new ConsumerRecord<>(TOPIC, 2, 42, message.key(), message.value());
        message.headers().forEach(read.headers()::add);
        return new DeadLetter(group, 2, 42, "java.lang.IllegalStateException", 6, Instant.now()).letter(read,
                DEAD_LETTERS);
    }

    private void limitDeadLetters(String bytes) throws Exception {
        var change = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        try (Admin kafkaAdmin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            kafkaAdmin.incrementalAlterConfigs(
                    Map.of(new ConfigResource(ConfigResource.Type.TOPIC, DEAD_LETTERS), List.of(change)))
                    .all().get(30, TimeUnit.SECONDS);
        }
    }

    private ConsumerRecord<String, byte[]> awaitLetter(UUID subject) {
        return kafka.awaitRecord(DEAD_LETTERS, message -> subject.toString().equals(message.key()));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return String.valueOf(DeadLetter.text(message.headers(), name));
    }

    private double counted() {
        return metrics.get("dcarbon.dead.letters").tag("subscription", GROUP).counter().count();
    }

    private double failures() {
        return metrics.get("dcarbon.inbox.events").tag("outcome", "failed").counter().count();
    }

    private long effects(UUID subject) {
        return Objects.requireNonNull(database.sql("select count(*) as n from effects where subject = :subject")
                .bind("subject", subject.toString())
                .map(row -> row.get("n", Long.class)).one().block(PATIENCE));
    }

    private static Event<SyncFailed> event(UUID subject) {
        return new Event<>(Ids.next(), "sync_failed", "/test", Instant.now(), subject.toString(), 1,
                new SyncFailed(subject, subject, "pge", "provider_down", "The utility is away.", 1, null));
    }

    private TestToken admin() {
        return identity.user("admin", "admin");
    }

    private WebTestClient http(TestToken token) {
        return http.mutate().defaultHeaders(headers -> headers.setBearerAuth(token.value())).build();
    }
}
