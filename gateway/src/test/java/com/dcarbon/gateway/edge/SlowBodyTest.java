// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import com.dcarbon.gateway.GatewaySettings;
import com.dcarbon.gateway.Service;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SlowBodyTest {

    @ParameterizedTest
    @CsvSource({"/facilities,30", "/facilities/1/green-button-files,1800"})
    void givesUpABodyThatTricklesOnAndOn(String path, int seconds) {
        StepVerifier.withVirtualTime(() -> new RequestLimits(settings()).filter(
                MockServerWebExchange.from(MockServerHttpRequest.post(path).body(trickling())),
                exchange -> exchange.getRequest().getBody().then()))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(seconds - 1))
                .thenAwait(Duration.ofSeconds(1))
                .verifyErrorSatisfies(error -> assertThat(((ProblemException) error).type().code())
                        .isEqualTo("request_too_slow"));
    }

    private static Flux<DataBuffer> trickling() {
        return Flux.interval(Duration.ofSeconds(5))
                .map(_ -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[]{'x'}));
    }

    private static GatewaySettings settings() {
        Map<String, Object> properties = new HashMap<>(Map.of("dcarbon.gateway.public-url", "https://api.example.com"));
        for (Service service : Service.values()) {
            properties.put("dcarbon.gateway.services." + service.id(), URI.create("https://" + service.id()));
        }
        return new Binder(new MapConfigurationPropertySource(properties)).bind("dcarbon.gateway", GatewaySettings.class)
                .get();
    }
}
