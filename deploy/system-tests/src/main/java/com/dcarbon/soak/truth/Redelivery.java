// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Every event once more, in any order: what a broker or a relay may do at its worst. */
public final class Redelivery {
    private final String bootstrapServers;
    private final Random random;

    public Redelivery(String bootstrapServers, Random random) {
        this.bootstrapServers = bootstrapServers;
        this.random = random;
    }

    /**
     * Sends each event that there is, to its partition with its own key, headers and bytes, shuffled; one that lies there
     * several times only once.
     *
     * @return how many
     */
    public int sendAllAgain() {
        Map<String, ConsumerRecord<byte[], byte[]>> distinct = new LinkedHashMap<>();
        new KafkaLog(bootstrapServers).events()
                .forEach(
                        record -> distinct.putIfAbsent(record.topic() + " " + Message.header(record, "ce_id"), record));
        List<ConsumerRecord<byte[], byte[]>> shuffled = new ArrayList<>(distinct.values());
        Collections.shuffle(shuffled, random);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            shuffled.forEach(record -> sent.add(producer.send(new ProducerRecord<>(record.topic(), record.partition(),
                    record.key(), record.value(), record.headers()))));
            for (Future<?> each : sent) {
                each.get();
            }
            return sent.size();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the redelivery failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
