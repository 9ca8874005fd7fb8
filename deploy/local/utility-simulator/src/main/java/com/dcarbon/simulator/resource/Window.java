// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.resource;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.util.MultiValueMap;

import com.dcarbon.simulator.customer.Period;

/**
 * The query's date filter. As at most custodians all four parameters bound the time of the readings. Strict where some
 * custodians are: whole seconds in Zulu time, and an end that lies in the future is refused.
 */
final class Window {
    private static final Pattern ZULU = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private Window() {}

    /**
     * The period asked for.
     *
     * @throws IllegalArgumentException if the custodian would answer 400
     */
    static Period of(MultiValueMap<String, String> query, Clock clock) {
        Instant latest = clock.instant().plus(CLOCK_SKEW);
        Period published = period(query, "published", latest);
        return published.intersect(period(query, "updated", latest));
    }

    private static Period period(MultiValueMap<String, String> query, String kind, Instant latest) {
        Instant min = instant(query, kind + "-min").orElse(Instant.EPOCH);
        Instant max = instant(query, kind + "-max").orElse(latest);
        if (max.isAfter(latest) || min.isAfter(max)) {
            throw new IllegalArgumentException(kind + "-min, " + kind + "-max: in order and not in the future");
        }
        return new Period(min, max);
    }

    private static Optional<Instant> instant(MultiValueMap<String, String> query, String name) {
        String text = query.getFirst(name);
        if (text == null) {
            return Optional.empty();
        }
        if (!ZULU.matcher(text).matches()) {
            throw new IllegalArgumentException(name + ": whole seconds in Zulu time");
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + ": no such time", e);
        }
    }
}
