// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LiveStreamTest {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Position START = new Position(new UUID(1, 1), 10);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Position> asked = new ArrayList<>();

    @Test
    void showsThatItLivesThoughNothingChanges() {
        StepVerifier.withVirtualTime(() -> stream(position -> Mono.just(nothing(position))).after(START))
                .expectNextMatches(block -> "connected".equals(block.comment()))
                .thenAwait(HEARTBEAT)
                .expectNextMatches(block -> "heartbeat".equals(block.comment()) && block.data() == null)
                .thenAwait(HEARTBEAT)
                .expectNextMatches(block -> "heartbeat".equals(block.comment()))
                .thenCancel()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void livesOnWhileItsSourceIsAway() {
        StepVerifier.withVirtualTime(() -> stream(position -> asked.size() == 1
                ? Mono.error(new IllegalStateException("the database is away"))
                : Mono.just(news(position, 11, 11))).after(START))
                .expectNextCount(1)
                .thenAwait(HEARTBEAT)
                .expectNextMatches(block -> "heartbeat".equals(block.comment()))
                .expectNextMatches(block -> START.at(11).encoded().equals(block.id()))
                .thenCancel()
                .verify(Duration.ofSeconds(5));
        assertThat(metrics.counter("dcarbon.stream.failures").count()).isEqualTo(1);
    }

    @Test
    void readsNoFurtherThanItsClientTakes() {
        LiveStream stream = stream(position -> Mono.just(news(position, position.place() + 1, position.place() + 100)));

        StepVerifier.create(stream.after(START), 51)
                .expectNextCount(51)
                .then(() -> {
                    for (int i = 0; i < 1000; i++) {
                        stream.wake();
                    }
                })
                .thenAwait(Duration.ofMillis(50))
                .then(() -> assertThat(asked).containsExactly(START))
                .thenRequest(100)
                .expectNextCount(100)
                .then(() -> assertThat(asked).containsExactly(START, START.at(110)))
                .thenCancel()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void saysWhereTheClientStandsBeforeAnythingHasChanged() {
        ServerSentEvent<String> greeting = stream(position -> Mono.just(nothing(position))).after(START)
                .blockFirst(Duration.ofSeconds(5));

        assertThat(greeting).isNotNull();
        assertThat(greeting.id()).isEqualTo(START.encoded());
        assertThat(greeting.retry()).isEqualTo(Duration.ofSeconds(3));
    }

    private LiveStream stream(Function<Position, Mono<News>> source) {
        var settings = new StreamSettings(HEARTBEAT, Duration.ofDays(1), Duration.ofSeconds(3), 20);
        return new LiveStream(new Viewer("owner", false, Set.of(ChangeKind.values())), position -> {
            asked.add(position);
            return source.apply(position);
        }, settings, new StreamCounts(metrics));
    }

    private static News nothing(Position position) {
        return new News(List.of(), position, false, false);
    }

    private static News news(Position position, long first, long last) {
        return new News(LongStream.rangeClosed(first, last)
                .mapToObj(place -> new News.Item(place, ChangeKind.FACILITY, "{}"))
                .toList(), position.at(last), last - first == 99, false);
    }
}
