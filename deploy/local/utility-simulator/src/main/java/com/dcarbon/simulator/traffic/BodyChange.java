// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.util.function.Function;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A response that collects the body of a 200 and hands it on in one piece to whoever changes it. */
final class BodyChange extends ServerHttpResponseDecorator {
    private final Function<byte[], Mono<Void>> body;

    /** @param body sends something in the place of those bytes through the response that this one stands before */
    BodyChange(ServerHttpResponse response, Function<byte[], Mono<Void>> body) {
        super(response);
        this.body = body;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> original) {
        if (getStatusCode() != null && getStatusCode() != HttpStatus.OK) {
            return super.writeWith(original);
        }
        return DataBufferUtils.join(original).map(BodyChange::bytes).flatMap(bytes -> {
            getHeaders().remove("Content-Length");
            return body.apply(bytes);
        });
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> original) {
        return writeWith(Flux.from(original).concatMap(part -> part));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
