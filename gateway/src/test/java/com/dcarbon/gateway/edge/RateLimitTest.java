// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import com.dcarbon.platform.problem.ProblemException;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.test.StepVerifier;

class RateLimitTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private long nanos;
    private final RateLimit limit = new RateLimit("user", 60, 1000, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }, metrics);

    @Test
    void answersAMinutesRequestsAtOnceAndThenOneASecond() {
        for (int request = 0; request < 60; request++) {
            assertThat(count("olivia").getFirst("RateLimit")).startsWith("\"user\";r=" + (59 - request) + ";");
        }
        refused("olivia");

        nanos += Duration.ofSeconds(1).toNanos();

        assertThat(count("olivia").getFirst("RateLimit")).isEqualTo("\"user\";r=0;t=60");
        refused("olivia");
        assertThat(metrics.counter("dcarbon.gateway.rate.refused", "limit", "user").count()).isEqualTo(2);
    }

    @Test
    void countsEveryoneApart() {
        for (int request = 0; request < 60; request++) {
            count("olivia");
        }

        assertThat(count("omar").getFirst("RateLimit-Policy")).isEqualTo("\"user\";q=60;w=60");
    }

    @Test
    void tellsOfTheLimitOfWhichLeastIsLeft() {
        var exchange = exchange();
        exchange.getResponse().getHeaders().set("RateLimit", "\"address\";r=3;t=60");
        exchange.getResponse().getHeaders().set("RateLimit-Policy", "\"address\";q=6000;w=60");

        StepVerifier.create(limit.count(exchange, "olivia")).verifyComplete();

        assertThat(exchange.getResponse().getHeaders().getFirst("RateLimit")).isEqualTo("\"address\";r=3;t=60");
        assertThat(exchange.getResponse().getHeaders().getFirst("RateLimit-Policy"))
                .isEqualTo("\"address\";q=6000;w=60");
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7,203.0.113.7", "::ffff:203.0.113.7,203.0.113.7",
            "2001:db8:1:2:3:4:5:6,2001:db8:1:2:0:0:0:0/64", "2001:db8:1:2::9,2001:db8:1:2:0:0:0:0/64",
            "unknown,unknown"})
    void takesANetworkOfIpv6ForOneCaller(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }

    private HttpHeaders count(String caller) {
        var exchange = exchange();
        StepVerifier.create(limit.count(exchange, caller)).verifyComplete();
        return exchange.getResponse().getHeaders();
    }

    private void refused(String caller) {
        StepVerifier.create(limit.count(exchange(), caller))
                .verifyErrorSatisfies(error -> assertThat(((ProblemException) error).type().code())
                        .isEqualTo("too_many_requests"));
    }

    private static MockServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/facilities"));
    }
}
