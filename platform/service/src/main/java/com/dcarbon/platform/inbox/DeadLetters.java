// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.KafkaHeaders;

import com.dcarbon.events.Topic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Puts the records aside that one subscription could not process: to the dead letters of their topic, where they wait
 * until someone has mended what was wrong and has them taken back. A record is only passed over once it lies there.
 */
final class DeadLetters implements ConsumerRecordRecoverer {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaOperations<String, byte[]> kafka;
    private final Topic topic;
    private final String group;
    private final Clock clock;
    private final Counter counter;

    DeadLetters(KafkaOperations<String, byte[]> kafka, Topic topic, String group, Clock clock, MeterRegistry metrics) {
        this.kafka = kafka;
        this.topic = topic;
        this.group = group;
        this.clock = clock;
        this.counter = metrics.counter("dcarbon.dead.letters", "topic", topic.topicName(), "subscription", group);
    }

    /**
     * Called by the listener when it gives a record up.
     *
     * @throws KafkaException if Kafka does not take it; the record is not passed over then, and is processed again
     */
    @Override
    @SuppressWarnings("unchecked") // the consumer's deserializers say which types these are
    public void accept(ConsumerRecord<?, ?> message, Exception error) {
        var record = (ConsumerRecord<String, byte[]>) message;
        put(record, new DeadLetter(group, record.partition(), record.offset(), cause(error), attempts(record),
                clock.instant()));
    }

    /** Puts one back that failed again when it was taken out. */
    void putBack(ConsumerRecord<String, byte[]> message, DeadLetter before, Exception error) {
        put(message, new DeadLetter(group, before.partition(), before.offset(), cause(error), before.attempts() + 1,
                before.since()));
    }

    private void put(ConsumerRecord<String, byte[]> message, DeadLetter letter) {
        send(letter.letter(message, topic.deadLetterName()));
        counter.increment();
        LOG.atError().addKeyValue("subscription", group)
                .addKeyValue("topic", topic.topicName())
                .addKeyValue("partition", letter.partition())
                .addKeyValue("offset", letter.offset())
                .addKeyValue("attempts", letter.attempts())
                .addKeyValue("exception", letter.exception())
                .log("a record was put to the dead letters");
    }

    private void send(ProducerRecord<String, byte[]> letter) {
        try {
            kafka.send(letter).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            pause();
            throw new KafkaException("a dead letter could not be written", e);
        }
    }

    /** The listener delivers the record again at once; it must not turn in circles as fast as it can. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static int attempts(ConsumerRecord<String, byte[]> message) {
        Header attempt = message.headers().lastHeader(KafkaHeaders.DELIVERY_ATTEMPT);
        return attempt == null ? 1 : ByteBuffer.wrap(attempt.value()).getInt();
    }

    private static String cause(Exception error) {
        Throwable cause = error instanceof ListenerExecutionFailedException ? error.getCause() : error;
        return (cause == null ? error : cause).getClass().getName();
    }
}
