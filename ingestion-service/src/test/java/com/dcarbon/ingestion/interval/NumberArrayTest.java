// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class NumberArrayTest {

    @ParameterizedTest
    @EnumSource(NumberArray.Type.class)
    void foretellsHowManyBytesItWrites(NumberArray.Type type) {
        for (Long[] values : new Long[][]{{}, {1L}, {null}, {1L, null, -3L}, new Long[1_000]}) {
            var array = new NumberArray(type, 2);
            Arrays.asList(values).forEach(array::add);
            ByteBuf out = Unpooled.buffer();

            array.writeTo(out);

            assertThat(out.readableBytes()).isEqualTo(array.bytes());
            assertThat(array.size()).isEqualTo(values.length);
        }
    }

    /** The shape that array_recv reads: dimensions, nulls, type, size, first index, then each with its length. */
    @Test
    void writesSmallNumbersAndNulls() {
        var array = new NumberArray(NumberArray.Type.SMALLINT, 2);
        array.add(7);
        array.add((Number) null);
        ByteBuf out = Unpooled.buffer();

        array.writeTo(out);

        assertThat(Arrays.copyOf(out.array(), out.readableBytes())).containsExactly(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 21,
                0, 0,
                0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 7, -1, -1, -1, -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{7}", "{NULL}", "{66,NULL,-3}", "{-9223372036854775808,9223372036854775807,0,NULL}"})
    void readsWhatPostgresWrites(String text) {
        NumberArray read = NumberArray.read(NumberArray.Type.BIGINT,
                Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));

        List<String> found = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            found.add(String.valueOf(read.get(i)).toUpperCase(Locale.ROOT));
        }
        assertThat("{" + String.join(",", found) + "}").isEqualTo(text);
    }
}
