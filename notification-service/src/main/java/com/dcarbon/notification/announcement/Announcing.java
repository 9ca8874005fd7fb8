// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.work.Backoff;

import reactor.core.publisher.Mono;

/** Works off what is still to be told; what cannot be told now waits, and the others do not wait for it. */
@Component
class Announcing {
    private static final Logger LOG = LoggerFactory.getLogger(Announcing.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10));

    private final Announcements announcements;
    private final Telling telling;
    private final TransactionalOperator tx;

    Announcing(Announcements announcements, Telling telling, TransactionalOperator tx) {
        this.announcements = announcements;
        this.telling = telling;
        this.tx = tx;
    }

    /** Tells one, or puts it back if that fails; false if there was nothing to tell yet. */
    Mono<Boolean> announceOne() {
        return announcements.takeOne()
                .flatMap(announcement -> tell(announcement).thenReturn(true))
                .as(tx::transactional)
                // The transaction is over, and with it the taking.
                .onErrorResume(Untold.class, untold -> putBack(untold).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> tell(Announcement announcement) {
        return Mono.defer(() -> telling.tell(announcement)).onErrorMap(error -> new Untold(announcement, error));
    }

    private Mono<Void> putBack(Untold untold) {
        Announcement announcement = untold.announcement;
        int attempts = announcement.failedAttempts() + 1;
        LOG.atWarn()
                .addKeyValue("announcement_id", announcement.id())
                .addKeyValue("facility_id", announcement.facilityId())
                .addKeyValue("attempts", attempts)
                .setCause(untold.getCause())
                .log("an announcement could not be told and is tried again");
        return announcements.putBack(announcement.id(),
                BACKOFF.delay(attempts, ThreadLocalRandom.current()::nextDouble));
    }

    /** Rolls back, and says which announcement it was about. */
    private static final class Untold extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Announcement announcement;

        Untold(Announcement announcement, Throwable cause) {
            super(null, cause, false, false);
            this.announcement = announcement;
        }
    }
}
