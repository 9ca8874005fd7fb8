// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.traffic.RecordedRequest;
import com.dcarbon.simulator.traffic.RequestLog;

import reactor.core.publisher.Mono;

/** The requests that one utility received. */
final class RequestControl {
    private final String custodian;
    private final RequestLog log;

    RequestControl(String custodian, RequestLog log) {
        this.custodian = custodian;
        this.log = log;
    }

    List<RecordedRequest> all() {
        return log.of(custodian);
    }

    /** {@code since}: an instant, or the number of the last request known; {@code kind}: as faults name it. */
    Mono<ServerResponse> list(ServerRequest request) {
        Predicate<RecordedRequest> since;
        try {
            since = request.queryParam("since").map(RequestControl::since).orElse(_ -> true);
        } catch (DateTimeException | NumberFormatException e) {
            return Problems.answer(400, "since: an instant such as 2026-07-15T20:00:00Z, or a request's number");
        }
        Optional<String> kind = request.queryParam("kind");
        return ServerResponse.ok()
                .bodyValue(Map.of("requests",
                        all().stream()
                                .filter(since)
                                .filter(each -> kind.isEmpty() || each.kind().startsWith(kind.get()))
                                .toList()));
    }

    Mono<ServerResponse> forget(ServerRequest request) {
        forget();
        return ServerResponse.noContent().build();
    }

    void forget() {
        log.forget(each -> each.custodian().equals(custodian));
    }

    private static Predicate<RecordedRequest> since(String text) {
        if (text.matches("\\d+")) {
            long number = Long.parseLong(text);
            return each -> each.number() > number;
        }
        Instant instant = Instant.parse(text);
        return each -> !each.time().isBefore(instant);
    }
}
