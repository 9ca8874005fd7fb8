// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.util.stream.Stream;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to publish an event. */
record Sending(OutboxRow row, @Nullable Throwable error) {

    boolean succeeded() {
        return error == null;
    }

    /** Whether the event itself is what is wrong, so that time alone heals nothing. */
    boolean refused() {
        return Stream.iterate(error, cause -> cause != null, cause -> cause.getCause())
                .anyMatch(cause -> cause instanceof RecordTooLargeException || cause instanceof InvalidRecordException
                        || cause instanceof InvalidTopicException || cause instanceof SerializationException
                        || cause instanceof IllegalArgumentException);
    }
}
