// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import org.springframework.http.codec.ServerSentEvent;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What one connection is sent: whatever has changed beyond its own position, read in small batches as fast as its client
 * takes them, so that a slow one costs no memory. It looks when it is woken, and with every heartbeat.
 */
final class LiveStream {
    static final String RESET = "reset";
    private static final String RESET_DATA = """
            {"action":"Load your lists again: what changed meanwhile is no longer known."}""";

    private final Viewer viewer;
    private final Function<Position, Mono<News>> source;
    private final StreamSettings settings;
    private final StreamCounts counts;
    private final Sinks.Many<Boolean> wakes = Sinks.many().multicast().directBestEffort();
    private volatile boolean more;
    private volatile Position position = Position.NOWHERE;

    LiveStream(Viewer viewer, Function<Position, Mono<News>> source, StreamSettings settings, StreamCounts counts) {
        this.viewer = viewer;
        this.source = source;
        this.settings = settings;
        this.counts = counts;
    }

    Viewer viewer() {
        return viewer;
    }

    void wake() {
        wakes.tryEmitNext(true);
    }

    /** To be subscribed to once. Never ends by itself; an error of the source only delays what it has to tell. */
    Flux<ServerSentEvent<String>> after(Position start) {
        position = start;
        Flux<Occasion> occasions = Flux.merge(1, Flux.just(Occasion.WOKEN),
                wakes.asFlux().onBackpressureLatest().map(_ -> Occasion.WOKEN), heartbeats());
        return Flux.concat(Flux.just(greeting()), occasions.concatMap(this::look, 1));
    }

    private enum Occasion {
        WOKEN,
        HEARTBEAT
    }

    /** The first one comes at some time within the interval: those who came together do not look together for ever. */
    private Flux<Occasion> heartbeats() {
        Duration first = settings.heartbeat()
                .multipliedBy(ThreadLocalRandom.current().nextLong(50, 101))
                .dividedBy(100);
        return Flux.interval(first, settings.heartbeat()).onBackpressureDrop().map(_ -> Occasion.HEARTBEAT);
    }

    private Flux<ServerSentEvent<String>> look(Occasion occasion) {
        Flux<ServerSentEvent<String>> news = Flux.defer(() -> source.apply(position).flatMapMany(this::tell))
                .repeat(() -> more)
                .onErrorResume(_ -> {
                    counts.failed();
                    return Flux.empty();
                });
        return occasion == Occasion.WOKEN ? news : Flux.concat(Mono.fromSupplier(this::heartbeat), news);
    }

    private Flux<ServerSentEvent<String>> tell(News news) {
        more = news.more();
        Position before = position;
        position = news.upTo();
        if (news.lost()) {
            return Flux.just(ServerSentEvent.builder(RESET_DATA).event(RESET).id(position.encoded()).build());
        }
        return Flux.fromIterable(news.items()).map(item -> {
            counts.sent(item.kind());
            return ServerSentEvent.builder(item.data()).event(item.kind().wire()).id(before.at(item.place()).encoded())
                    .build();
        });
    }

    /** Tells where the client stands before anything has changed, so that it can come back to there. */
    private ServerSentEvent<String> greeting() {
        var greeting = ServerSentEvent.<String>builder().comment("connected").retry(settings.reconnectAfter());
        return position.equals(Position.NOWHERE) ? greeting.build() : greeting.id(position.encoded()).build();
    }

    /** Moves the client's position on although nothing of its own changed. */
    private ServerSentEvent<String> heartbeat() {
        return ServerSentEvent.<String>builder().comment("heartbeat").id(position.encoded()).build();
    }
}
