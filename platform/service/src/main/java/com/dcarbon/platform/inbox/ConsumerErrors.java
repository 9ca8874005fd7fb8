// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.util.concurrent.TimeoutException;

import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

import com.dcarbon.events.MalformedEventException;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;

/**
 * What happens to a record whose processing fails: tried again with growing delays; for as long as it takes while the
 * database is away or does not answer in time; else a bounded number of times, after which it goes to the topic's dead letters.
 */
final class ConsumerErrors {
    private static final int ATTEMPTS = 6;

    private ConsumerErrors() {}

    static CommonErrorHandler handler(KafkaOperations<String, byte[]> kafka) {
        var deadLetters = new DeadLetterPublishingRecoverer(kafka,
                (message, error) -> new TopicPartition(message.topic() + ".dlt", -1));
        // The exception's text could quote the record or the database; the log has it, the topic does not need it.
        deadLetters.excludeHeader(HeadersToAdd.EX_STACKTRACE, HeadersToAdd.EX_MSG);
        var handler = new DefaultErrorHandler(deadLetters, bounded());
        handler.addNotRetryableExceptions(MalformedEventException.class);
        handler.setBackOffFunction((message, error) -> databaseAway(error) ? unbounded() : bounded());
        return handler;
    }

    private static BackOff bounded() {
        var backOff = new ExponentialBackOff(500, 2);
        backOff.setMaxInterval(10_000);
        backOff.setMaxAttempts(ATTEMPTS);
        return backOff;
    }

    private static BackOff unbounded() {
        var backOff = new ExponentialBackOff(500, 2);
        backOff.setMaxInterval(10_000);
        return backOff;
    }

    private static boolean databaseAway(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException || cause instanceof TransientDataAccessException
                    || cause instanceof CannotCreateTransactionException || cause instanceof TimeoutException
                    || cause instanceof R2dbcNonTransientResourceException
                    || cause instanceof R2dbcTransientException) {
                return true;
            }
        }
        return false;
    }
}
