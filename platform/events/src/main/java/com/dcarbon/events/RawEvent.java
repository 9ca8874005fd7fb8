// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event whose data is already JSON, as it waits in an outbox. The members are those of {@link Event}.
 *
 * @param topic the topic's name on Kafka
 * @param json the data, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // written once, sent once, never compared
public record RawEvent(UUID id, String topic, String type, String source, Instant time, String subject, long sequence,
        byte[] json) {}
