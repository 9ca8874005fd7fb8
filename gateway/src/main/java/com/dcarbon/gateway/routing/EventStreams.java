// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.platform.shutdown.ShutdownSignal;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends event streams when the gateway is asked to end, before the server begins to wait for its open requests: a stream
 * has no end of its own, and its reader comes back to where it was. What else is under way, exports for example, is
 * waited for.
 */
@Component
class EventStreams implements GlobalFilter, Ordered {
    private final ShutdownSignal shutdown;

    EventStreams(ShutdownSignal shutdown) {
        this.shutdown = shutdown;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange.mutate().response(new EndingResponse(exchange.getResponse())).build());
    }

    /** Around the filter that writes the answer. */
    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;
    }

    private final class EndingResponse extends ServerHttpResponseDecorator {

        EndingResponse(ServerHttpResponse delegate) {
            super(delegate);
        }

        /** Only streams are flushed piece by piece. */
        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return super.writeAndFlushWith(Flux.from(body).takeUntilOther(shutdown.ending()));
        }
    }
}
