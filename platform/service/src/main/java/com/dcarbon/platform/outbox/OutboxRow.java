// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import com.dcarbon.events.EventCodec;
import com.dcarbon.events.RawEvent;
import com.dcarbon.platform.tracing.TraceParents;

import io.r2dbc.spi.Readable;

/** One event that waits to be published. */
record OutboxRow(UUID id, String topic, String type, String subject, long sequence, Instant occurredAt, String data,
        @Nullable String traceparent, int attempts) {

    static OutboxRow of(Readable row) {
        return new OutboxRow(required(row, "id", UUID.class), required(row, "topic", String.class),
                required(row, "type", String.class), required(row, "subject", String.class),
                required(row, "sequence", Long.class), required(row, "occurred_at", Instant.class),
                required(row, "data", String.class), row.get("traceparent", String.class),
                required(row, "attempts", Integer.class));
    }

    ProducerRecord<String, byte[]> message(String source) {
        var message = EventCodec.encode(new RawEvent(id, topic, type, source, occurredAt, subject, sequence,
                data.getBytes(StandardCharsets.UTF_8)));
        if (traceparent != null) {
            message.headers().add(TraceParents.HEADER, traceparent.getBytes(StandardCharsets.US_ASCII));
        }
        return message;
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
