// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import reactor.core.publisher.Flux;

/**
 * Cuts a long period into pieces that are read one after the other, each by a statement of its own: so that no connection
 * is held while somebody reads slowly. The first ones are short, so that the first rows come soon.
 */
final class Windows {
    private static final Duration FIRST = Duration.ofDays(8);
    private static final Duration LONGEST = Duration.ofDays(128);
    private static final int GROWTH = 4;

    private final Instant end;
    private Instant next;
    private Duration length = FIRST;

    private Windows(Instant start, Instant end) {
        this.next = start;
        this.end = end;
    }

    /** @param from inclusive */
    record Window(Instant from, Instant to) {}

    static Flux<Window> of(Instant start, Instant end) {
        return Flux.generate(() -> new Windows(start, end), (windows, sink) -> {
            windows.cut(sink::next, sink::complete);
            return windows;
        });
    }

    private void cut(Consumer<Window> windows, Runnable complete) {
        if (!next.isBefore(end)) {
            complete.run();
            return;
        }
        Instant to = next.plus(length).isBefore(end) ? next.plus(length) : end;
        windows.accept(new Window(next, to));
        next = to;
        length = length.compareTo(LONGEST) < 0 ? length.multipliedBy(GROWTH) : length;
    }
}
