// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventData;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever a facility hears of, in whatever order and however often, its record ends as if it had heard each once and
 * in order: after each step of a life with two utilities, in orders drawn by chance. {@code -Dseed=} repeats a failure.
 */
class EventOrderIT extends FacilityTestBase {
    private static final int ORDERS = 4;
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant MOVED = START.plusSeconds(3600);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random chance = new Random(seed);
    private final UUID first = Ids.next();
    private final UUID second = Ids.next();

    @Autowired
    private MeterRegistry metrics;

    @Test
    void endsAsTheSameRecordAfterEveryOrder() {
        List<Run> runs = new ArrayList<>();
        double before = handled();
        for (int steps = 1; steps <= life(UUID.randomUUID()).size(); steps++) {
            UUID inOrder = register("owner_operator");
            runs.add(new Run(inOrder, inOrder, life(inOrder).subList(0, steps)));
            for (int order = 0; order < ORDERS; order++) {
                UUID facility = register("owner_operator");
                runs.add(new Run(facility, inOrder, twiceShuffled(life(facility).subList(0, steps))));
            }
        }

        runs.forEach(
                run -> run.steps().forEach(step -> KafkaProbe.shared().publish(step.kind().topic(), step.event())));

        long expected = runs.stream().flatMap(run -> run.steps().stream()).filter(Step::isFollowed).count();
        await().atMost(Duration.ofMinutes(2)).until(() -> handled() >= before + expected);
        assertThat(runs).allSatisfy(run -> assertThat(record(run.facility()))
                .as("seed %d, heard %s", seed, run.steps()).isEqualTo(record(run.inOrder())));
        showsWhatAPersonExpects(runs.stream().filter(run -> run.facility().equals(run.inOrder())).toList());
    }

    /** The runs in order, one more step each. */
    private void showsWhatAPersonExpects(List<Run> inOrder) {
        List<String> shown = inOrder.stream().map(run -> record(run.facility())).map(EventOrderIT::summary).toList();

        assertThat(shown).containsExactly("pending pge in_progress never null",
                "authorized pge complete never null",
                "authorized pge complete never null",
                "authorized pge complete ok 2026-11-20T12:01:00Z",
                "authorized pge complete delayed 2026-11-20T12:01:00Z",
                "authorized pge complete ok 2026-11-20T12:03:00Z",
                "reauthorization_required pge complete ok 2026-11-20T12:03:00Z",
                "revoked pge complete ok 2026-11-20T12:03:00Z",
                "pending sce complete ok 2026-11-20T12:03:00Z",
                "authorized sce complete ok 2026-11-20T12:03:00Z",
                "authorized sce complete ok 2026-11-20T12:03:00Z",
                "authorized sce complete delayed 2026-11-20T12:03:00Z",
                "authorized sce complete ok 2026-11-20T13:03:00Z");
    }

    private static String summary(JsonNode record) {
        return String.join(" ", record.path("auth_status").asString(), record.at("/utility_provider/id").asString(),
                record.at("/registration/status").asString(), record.path("sync_status").asString(),
                record.path("last_sync").asString("null"));
    }

    private List<Step> life(UUID facility) {
        return List.of(changed(facility, first, 1, AuthStatus.PENDING), changed(facility, first, 2,
                AuthStatus.AUTHORIZED), meters(facility), imported(facility, first, START.plusSeconds(60)),
                failed(facility, first, START.plusSeconds(120)), imported(facility, first, START.plusSeconds(180)),
                changed(facility, first, 3, AuthStatus.REAUTHORIZATION_REQUIRED),
                changed(facility, first, 4, AuthStatus.REVOKED), changed(facility, second, 1, AuthStatus.PENDING),
                changed(facility, second, 2, AuthStatus.AUTHORIZED),
                // An import of the former authorization that ended late.
                failed(facility, first, MOVED.plusSeconds(60)), failed(facility, second, MOVED.plusSeconds(120)),
                imported(facility, second, MOVED.plusSeconds(180)));
    }

    private Step changed(UUID facility, UUID authorization, long version, AuthStatus status) {
        boolean moved = authorization.equals(second);
        Instant attempted = moved ? MOVED : START;
        var failure = version > 2
                ? new AuthorizationSnapshot.Failure("revoked", "It was ended.", "Do it again.", true)
                : null;
        return step(EventKind.AUTHORIZATION_CHANGED, facility, version, attempted.plusSeconds(version),
                new AuthorizationSnapshot(facility, authorization, moved ? "sce" : "pge", moved ? "SCE" : "PG&E",
                        AuthMethod.GREEN_BUTTON, status, null, authorizedSince(version, "sub-1"), "owner", 1, attempted,
                        attempted, authorizedSince(version, attempted), failure));
    }

    private static <T> @Nullable T authorizedSince(long version, T value) {
        return version > 1 ? value : null;
    }

    private Step meters(UUID facility) {
        return step(EventKind.METERS_IMPORTED, facility, 1, START.plusSeconds(30),
                new MetersImported(facility, first, List.of(), START.plusSeconds(30)));
    }

    private static Step imported(UUID facility, UUID authorization, Instant at) {
        return step(EventKind.INTERVAL_DATA_IMPORTED, facility, 2, at, new IntervalDataImported(facility, authorization,
                List.of(), START, at, 96, ImportKind.HISTORICAL, at));
    }

    private static Step failed(UUID facility, UUID authorization, Instant at) {
        return step(EventKind.SYNC_FAILED, facility, 3, at, new SyncFailed(facility, authorization, "pge",
                "provider_unavailable", "The utility does not answer.", 1, null));
    }

    private static Step step(EventKind kind, UUID facility, long sequence, Instant at, EventData data) {
        return new Step(kind, new Event<>(Ids.next(), kind.typeName(), "/neighbour", at, facility.toString(), sequence,
                data));
    }

    private List<Step> twiceShuffled(List<Step> steps) {
        List<Step> shuffled = new ArrayList<>(steps);
        shuffled.addAll(steps);
        Collections.shuffle(shuffled, chance);
        return shuffled;
    }

    /** What the owner sees, without what is each facility's own. */
    private JsonNode record(UUID facility) {
        ObjectNode seen = (ObjectNode) json(get(owner(), facility).expectStatus().isOk());
        seen.remove(List.of("id", "created_at", "updated_at"));
        ((ObjectNode) seen.path("registration")).remove("updated_at");
        return seen;
    }

    /** How many events the service has seen, repetitions included. */
    private double handled() {
        return metrics.find("dcarbon.inbox.events").counters().stream()
                .filter(counter -> List.of("processed", "duplicate").contains(counter.getId().getTag("outcome")))
                .mapToDouble(Counter::count).sum();
    }

    private record Run(UUID facility, UUID inOrder, List<Step> steps) {}

    private record Step(EventKind kind, Event<?> event) {

        /** Meters alone change nothing on a record, so no handler counts them. */
        boolean isFollowed() {
            return kind != EventKind.METERS_IMPORTED;
        }

        @Override
        public String toString() {
            return event.data() instanceof AuthorizationSnapshot snapshot
                    ? snapshot.providerId() + " " + snapshot.status().wire()
                    : event.type() + " " + event.time();
        }
    }
}
