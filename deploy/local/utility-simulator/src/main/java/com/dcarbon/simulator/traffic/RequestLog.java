// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

import com.dcarbon.simulator.fault.Call;
import com.dcarbon.simulator.fault.Fingerprint;

/** The latest requests, neither headers nor bodies nor secrets. */
public final class RequestLog {
    private static final int KEPT = 20_000;
    private static final Pattern SECRETS = Pattern
            .compile(
                    "(?<=(?:^|&)(?:f|state|code|code_challenge|access_token|refresh_token|client_secret|login)=)[^&]*");

    private final Clock clock;
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private long last;

    public RequestLog(Clock clock) {
        this.clock = clock;
    }

    void note(String custodian, ServerHttpRequest request, Call call, @Nullable String fault, int status) {
        URI uri = request.getURI();
        var line = new RecordedRequest.Line(custodian, request.getMethod().name(), uri.getRawPath(),
                withoutSecrets(uri.getRawQuery()));
        synchronized (requests) {
            requests.addLast(RecordedRequest.of(++last, clock.instant(), line, call, fault, status));
            if (requests.size() > KEPT) {
                requests.removeFirst();
            }
        }
    }

    /** Those of one custodian, oldest first. */
    public List<RecordedRequest> of(String custodian) {
        synchronized (requests) {
            return requests.stream().filter(request -> request.custodian().equals(custodian)).toList();
        }
    }

    /** Forgets those. */
    public void forget(Predicate<RecordedRequest> which) {
        synchronized (requests) {
            requests.removeIf(which);
        }
    }

    private static @Nullable String withoutSecrets(@Nullable String query) {
        return query == null
                ? null
                : SECRETS.matcher(query).replaceAll(secret -> "sha256:" + Fingerprint.of(secret.group()));
    }
}
