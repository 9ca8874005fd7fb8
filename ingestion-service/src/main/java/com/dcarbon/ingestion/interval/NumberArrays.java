// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import org.reactivestreams.Publisher;

import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import reactor.core.publisher.Mono;

/** Teaches each connection to write and read a {@link NumberArray}; the driver finds it as a service. */
public final class NumberArrays implements CodecRegistrar {

    @Override
    public Publisher<Void> register(PostgresqlConnection connection, ByteBufAllocator allocator,
            CodecRegistry registry) {
        return Mono.fromRunnable(() -> registry.addFirst(new NumberArrayCodec(allocator)));
    }
}
