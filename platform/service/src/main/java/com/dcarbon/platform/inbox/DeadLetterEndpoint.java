// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The dead letters of this service, for administrators: what waits ({@code GET /actuator/deadletters}), taking those of
 * one subscription back ({@code POST /actuator/deadletters/<subscription>}), and giving them up ({@code DELETE}, with
 * their number as {@code expected}, so that none is given up unseen).
 *
 * <p>The operations wait for Kafka and for effects. That is why they return no publishers: the actuator runs such on
 * threads that may block, never on an event loop.
 */
@Endpoint(id = "deadletters")
public class DeadLetterEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterEndpoint.class);
    private static final int SHOWN = 20;

    private final List<Subscriber> subscribers;

    DeadLetterEndpoint(List<Subscriber> subscribers) {
        this.subscribers = subscribers;
    }

    /** What waits for each subscription: how many, since when, and the headers of the first. */
    @ReadOperation
    public Map<String, List<Waiting>> waiting() {
        return Map.of("subscriptions", subscribers.stream().map(DeadLetterEndpoint::waiting).toList());
    }

    /** Processes those of one subscription again; 404 if there is no such subscription. */
    @WriteOperation
    public WebEndpointResponse<Map<String, Integer>> takeBack(@Selector String subscription, SecurityContext caller) {
        return of(subscription, subscriber -> {
            var outcome = subscriber.wayBack().takeBack();
            tell(caller, subscriber, "returned", outcome.returned());
            return new WebEndpointResponse<>(Map.of("returned", outcome.returned(), "failed", outcome.failed()));
        });
    }

    /** Gives those of one subscription up; 409 if another number than the expected waits. */
    @DeleteOperation
    public WebEndpointResponse<Map<String, Integer>> discard(@Selector String subscription, int expected,
            SecurityContext caller) {
        return of(subscription, subscriber -> {
            int waiting = subscriber.wayBack().discard(expected);
            if (waiting != expected) {
                return new WebEndpointResponse<>(Map.of("waiting", waiting), 409);
            }
            tell(caller, subscriber, "discarded", waiting);
            return new WebEndpointResponse<>(Map.of("discarded", waiting));
        });
    }

    private WebEndpointResponse<Map<String, Integer>> of(String subscription,
            Function<Subscriber, WebEndpointResponse<Map<String, Integer>>> operation) {
        return subscribers.stream().filter(s -> s.subscription().name().equals(subscription)).findFirst()
                .map(operation)
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }

    private static void tell(SecurityContext caller, Subscriber subscriber, String what, int number) {
        var principal = caller.getPrincipal();
        LOG.atWarn().addKeyValue("user_id", principal == null ? "" : principal.getName())
                .addKeyValue("subscription", subscriber.group())
                .addKeyValue(what, number)
                .log("dead letters were " + what);
    }

    private static Waiting waiting(Subscriber subscriber) {
        List<Letter> letters = subscriber.wayBack().waiting(Letter::of).stream()
                .sorted(Comparator.comparing(Letter::since)).toList();
        return new Waiting(subscriber.subscription().name(), subscriber.subscription().topic().deadLetterName(),
                letters.size(), letters.isEmpty() ? null : letters.getFirst().since(),
                letters.stream().limit(SHOWN).toList());
    }

    /**
     * @param oldest since when the oldest waits
     * @param first the oldest of them, at most 20
     */
    public record Waiting(String subscription, String topic, int waiting, @Nullable Instant oldest,
            List<Letter> first) {}

    /**
     * One dead letter without what is in it.
     *
     * @param event the event's id, if it is an event
     * @param partition where it was on its topic
     */
    public record Letter(@Nullable String event, @Nullable String type, @Nullable String subject, int partition,
            long offset, String exception, int attempts, Instant since) {

        static Letter of(ConsumerRecord<String, byte[]> message, DeadLetter letter) {
            return new Letter(DeadLetter.text(message.headers(), "ce_id"),
                    DeadLetter.text(message.headers(), "ce_type"), message.key(), letter.partition(), letter.offset(),
                    letter.exception(), letter.attempts(), letter.since());
        }
    }
}
