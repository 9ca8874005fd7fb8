// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import com.dcarbon.gateway.GatewayProblem;
import com.dcarbon.gateway.GatewaySettings;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses what is too large: by what the request announces at once, and by counting while it streams, since a chunked
 * body announces nothing; and what takes too long to come. The server's own limits lie above these and answer without a
 * problem document.
 */
@Component
@Order(EdgeOrder.LIMITS)
class RequestLimits implements WebFilter {
    private static final PathPattern UPLOAD = PathPatternParser.defaultInstance
            .parse("/facilities/{id}/green-button-files");

    private final GatewaySettings.Limits limits;

    RequestLimits(GatewaySettings settings) {
        this.limits = settings.limits();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getURI().toASCIIString().length() > limits.address().toBytes()) {
            return Mono.error(new ProblemException(GatewayProblem.ADDRESS_TOO_LONG,
                    "Path and query may have " + limits.address().toBytes() + " bytes."));
        }
        if (headerBytes(request) > limits.headers().toBytes()) {
            return Mono.error(new ProblemException(GatewayProblem.HEADERS_TOO_LARGE,
                    "All headers together may have " + limits.headers().toBytes() + " bytes."));
        }
        boolean upload = UPLOAD.matches(request.getPath().pathWithinApplication());
        DataSize allowed = upload ? limits.upload() : limits.body();
        if (request.getHeaders().getContentLength() > allowed.toBytes()) {
            return Mono.error(tooLarge(allowed));
        }
        Duration within = upload ? limits.uploadTime() : limits.bodyTime();
        return chain.filter(exchange.mutate().request(new CountedRequest(request, allowed, within)).build());
    }

    private static long headerBytes(ServerHttpRequest request) {
        AtomicLong bytes = new AtomicLong();
        request.getHeaders()
                .forEach((name, values) -> values.forEach(value -> bytes
                        .addAndGet(name.length() + 4L + value.getBytes(StandardCharsets.ISO_8859_1).length)));
        return bytes.get();
    }

    private static ProblemException tooLarge(DataSize allowed) {
        return new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE,
                "The body of this call may have " + allowed.toBytes() + " bytes.");
    }

    private static Mono<Void> tooSlow(Duration within) {
        return Mono.delay(within).then(Mono.error(() -> new ProblemException(GatewayProblem.REQUEST_TOO_SLOW,
                "The body of this call must be here within " + within.toSeconds() + " seconds.")));
    }

    private static final class CountedRequest extends ServerHttpRequestDecorator {
        private final DataSize allowed;
        private final Duration within;

        CountedRequest(ServerHttpRequest delegate, DataSize allowed, Duration within) {
            super(delegate);
            this.allowed = allowed;
            this.within = within;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                AtomicLong seen = new AtomicLong();
                return getDelegate().getBody().takeUntilOther(tooSlow(within)).handle((buffer, sink) -> {
                    if (seen.addAndGet(buffer.readableByteCount()) > allowed.toBytes()) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge(allowed));
                    } else {
                        sink.next(buffer);
                    }
                });
            });
        }
    }
}
