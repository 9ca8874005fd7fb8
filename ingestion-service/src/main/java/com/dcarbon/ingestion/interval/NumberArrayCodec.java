// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.message.Format;
import reactor.core.publisher.Mono;

/** Writes a {@link NumberArray} in the binary form and reads the text that comes; the driver makes an object of each number. */
final class NumberArrayCodec implements Codec<NumberArray> {
    private final ByteBufAllocator buffers;

    NumberArrayCodec(ByteBufAllocator buffers) {
        this.buffers = buffers;
    }

    @Override
    public boolean canDecode(int dataType, Format format, Class<?> type) {
        return type == NumberArray.class && format == Format.FORMAT_TEXT && NumberArray.ofArray(dataType).isPresent();
    }

    @Override
    public boolean canEncode(Object value) {
        return value instanceof NumberArray;
    }

    @Override
    public boolean canEncodeNull(Class<?> type) {
        return false;
    }

    @Override
    public @Nullable NumberArray decode(@Nullable ByteBuf buffer, int dataType, Format format,
            Class<? extends NumberArray> type) {
        return buffer == null ? null : NumberArray.read(NumberArray.ofArray(dataType).orElseThrow(), buffer);
    }

    @Override
    public EncodedParameter encode(Object value) {
        return encode(value, ((NumberArray) value).arrayOid());
    }

    @Override
    public EncodedParameter encode(Object value, int dataType) {
        var array = (NumberArray) value;
        return new EncodedParameter(Format.FORMAT_BINARY, dataType, Mono.fromSupplier(() -> written(array)));
    }

    private ByteBuf written(NumberArray array) {
        ByteBuf buffer = buffers.buffer(array.bytes(), array.bytes());
        array.writeTo(buffer);
        return buffer;
    }

    @Override
    public EncodedParameter encodeNull() {
        throw new UnsupportedOperationException("an array of numbers is never null");
    }
}
