// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/** All that UtilityAPI knows. Whoever reads or writes holds its monitor. */
final class Books {
    final Map<String, Form> forms = new LinkedHashMap<>();
    final Map<String, Authorization> authorizations = new LinkedHashMap<>();
    final Map<String, Meter> meters = new LinkedHashMap<>();
    final Map<String, Event> events = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom();
    private final Clock clock;

    Books(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** That many hexadecimal digits. */
    String hex(int digits) {
        StringBuilder text = new StringBuilder();
        while (text.length() < digits) {
            text.append(String.format("%08x", random.nextInt()));
        }
        return text.substring(0, digits);
    }

    /** A number that is no authorization's uid yet. */
    String authorizationUid() {
        String uid;
        do {
            uid = String.valueOf(random.nextInt(100_000_000, 1_000_000_000));
        } while (authorizations.containsKey(uid));
        return uid;
    }

    Form form(String uid) {
        return Optional.ofNullable(forms.get(uid)).orElseThrow(() -> RefusedException.unknown("form"));
    }

    Authorization authorization(String uid) {
        return Optional.ofNullable(authorizations.get(uid))
                .orElseThrow(() -> RefusedException.unknown("authorization"));
    }

    Meter meter(String uid) {
        return Optional.ofNullable(meters.get(uid)).orElseThrow(() -> RefusedException.unknown("meter"));
    }

    List<Meter> metersOf(Authorization authorization) {
        return meters.values().stream().filter(meter -> meter.authorizationUid.equals(authorization.uid)).toList();
    }

    Authorization authorizationOf(Meter meter) {
        return authorization(meter.authorizationUid);
    }

    Event event(String type, @Nullable Form form, @Nullable Authorization authorization, @Nullable Meter meter) {
        var event = new Event(hex(8), type, now(), form == null ? null : form.uid,
                authorization == null ? null : authorization.uid, meter == null ? null : meter.uid);
        events.put(event.uid, event);
        return event;
    }
}
