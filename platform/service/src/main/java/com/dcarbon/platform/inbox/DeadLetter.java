// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a record among a topic's dead letters tells beside itself, as headers: whose it is and how it came there. The
 * exception's words are not among it: they could quote the record or the database.
 *
 * @param subscription the consumer group that could not process it, and that alone takes it back
 * @param partition where on the topic it was
 * @param offset where on the partition it was
 * @param exception the class of what went wrong
 * @param attempts how often it was tried
 * @param since when it was put aside for the first time
 */
record DeadLetter(String subscription, int partition, long offset, String exception, int attempts, Instant since) {
    private static final String PREFIX = "dead_letter_";
    private static final String SUBSCRIPTION = PREFIX + "subscription";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String EXCEPTION = PREFIX + "exception";
    private static final String ATTEMPTS = PREFIX + "attempts";
    private static final String SINCE = PREFIX + "since";

    /** What the record's headers tell, or empty if they do not: then it was put there by someone else. */
    static Optional<DeadLetter> of(ConsumerRecord<String, byte[]> message) {
        Headers headers = message.headers();
        try {
            return Optional.ofNullable(text(headers, SUBSCRIPTION))
                    .map(subscription -> new DeadLetter(subscription,
                            Integer.parseInt(required(headers, PARTITION)), Long.parseLong(required(headers, OFFSET)),
                            required(headers, EXCEPTION), Integer.parseInt(required(headers, ATTEMPTS)),
                            Instant.parse(required(headers, SINCE))));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /** The record as it was on its topic. */
    ConsumerRecord<String, byte[]> original(ConsumerRecord<String, byte[]> message, String topic) {
        return new ConsumerRecord<>(topic, partition, offset, message.timestamp(), message.timestampType(),
                message.serializedKeySize(), message.serializedValueSize(), message.key(), message.value(),
                withoutOurs(message.headers()), Optional.empty());
    }

    /** The record as a dead letter of its topic. */
    ProducerRecord<String, byte[]> letter(ConsumerRecord<String, byte[]> message, String deadLetterTopic) {
        Headers headers = withoutOurs(message.headers());
        add(headers, SUBSCRIPTION, subscription);
        add(headers, TOPIC, message.topic());
        add(headers, PARTITION, Integer.toString(partition));
        add(headers, OFFSET, Long.toString(offset));
        add(headers, EXCEPTION, exception);
        add(headers, ATTEMPTS, Integer.toString(attempts));
        add(headers, SINCE, since.toString());
        return new ProducerRecord<>(deadLetterTopic, null, message.key(), message.value(), headers);
    }

    /** A header of a record as text, or null. */
    static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Neither ours nor Spring's count of attempts, which never was on the topic. */
    private static Headers withoutOurs(Headers headers) {
        Headers own = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(PREFIX) && !header.key().startsWith("kafka_")) {
                own.add(header);
            }
        }
        return own;
    }

    private static String required(Headers headers, String name) {
        String text = text(headers, name);
        if (text == null) {
            throw new IllegalArgumentException(name);
        }
        return text;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
