// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.gateway.GatewayProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * So many requests a minute for each caller: a bucket that begins full and is refilled evenly. A request counts when it
 * comes, so that an event stream counts once, however long it lasts. What is left is told in the headers of the IETF's
 * draft (draft-ietf-httpapi-ratelimit-headers, version 10): the nearest limit's, where several apply.
 */
final class RateLimit {
    private static final String REMAINING = "RateLimit";
    private static final Pattern LEFT = Pattern.compile(";r=(\\d+)");
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final String name;
    private final long requests;
    private final Cache<String, Bucket> buckets;
    private final TimeMeter time;
    private final Counter refused;

    /**
     * @param name as headers and metrics show it
     * @param requests a minute
     * @param callers how many buckets are kept at most; one that was left alone for a minute is full and is not needed
     */
    RateLimit(String name, long requests, long callers, TimeMeter time, MeterRegistry metrics) {
        this.name = name;
        this.requests = requests;
        this.time = time;
        this.buckets = Caffeine.newBuilder().maximumSize(callers).expireAfterAccess(WINDOW).build();
        this.refused = Counter.builder("dcarbon.gateway.rate.refused").tag("limit", name).register(metrics);
        Gauge.builder("dcarbon.gateway.rate.callers", buckets, Cache::estimatedSize).tag("limit", name)
                .register(metrics);
    }

    /** Counts one request of that caller and says in the answer's headers what is left; an error if nothing is. */
    Mono<Void> count(ServerWebExchange exchange, String caller) {
        return Mono.defer(() -> {
            ConsumptionProbe probe = buckets.get(caller, _ -> bucket()).tryConsumeAndReturnRemaining(1);
            tell(exchange.getResponse().getHeaders(), probe);
            if (probe.isConsumed()) {
                return Mono.empty();
            }
            refused.increment();
            return Mono.error(new ProblemException(GatewayProblem.TOO_MANY_REQUESTS,
                    "At most " + requests + " such requests a minute are answered.")
                    .retryAfter(Duration.ofSeconds(seconds(probe.getNanosToWaitForRefill()))));
        });
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder().capacity(requests).refillGreedy(requests, WINDOW).build())
                .withCustomTimePrecision(time)
                .build();
    }

    /** Of several limits the one of which least is left. */
    private void tell(HttpHeaders headers, ConsumptionProbe probe) {
        if (toldLess(headers, probe.getRemainingTokens())) {
            return;
        }
        headers.set("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(name, requests, WINDOW.toSeconds()));
        headers.set(REMAINING, "\"%s\";r=%d;t=%d".formatted(name, probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset())));
    }

    private static boolean toldLess(HttpHeaders headers, long remaining) {
        String told = headers.getFirst(REMAINING);
        Matcher left = LEFT.matcher(told == null ? "" : told);
        return left.find() && Long.parseLong(left.group(1)) < remaining;
    }

    /** Rounded up: who comes back then is not too early. */
    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).plusMillis(999).toSeconds();
    }
}
