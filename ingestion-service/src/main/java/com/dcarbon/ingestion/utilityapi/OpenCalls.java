// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.utilityapi.PaidCalls.Answer;
import com.dcarbon.ingestion.utilityapi.PaidCalls.Entry;

import reactor.core.publisher.Mono;

/**
 * Finds out what became of paid calls whose answer was lost with the process or on the way: by looking at each of the
 * meters, never by making the call again. A call may have been done for some of its meters only.
 */
@Component
class OpenCalls {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCalls.class);

    private final PaidCalls ledger;
    private final Paying paying;
    private final UtilityApiSettings settings;
    private final Stops stops;
    private final Clock clock;

    OpenCalls(PaidCalls ledger, Paying paying, UtilityApiSettings settings, Stops stops, Clock clock) {
        this.ledger = ledger;
        this.paying = paying;
        this.settings = settings;
        this.stops = stops;
        this.clock = clock;
    }

    /** The authorization's calls, none of them open. */
    Mono<List<Entry>> settled(Errand errand, List<ApiMeter> listed) {
        return ledger.of(errand.request().authorizationId())
                .filter(Entry::isOpen)
                .concatMap(open -> settle(errand, open, listed))
                .then(Mono.defer(() -> ledger.of(errand.request().authorizationId()).collectList()));
    }

    private Mono<Void> settle(Errand errand, Entry open, List<ApiMeter> listed) {
        List<String> unseen = new ArrayList<>(open.meters());
        listed.stream().filter(meter -> shows(open, meter)).forEach(meter -> unseen.remove(meter.uid()));
        Instant lostAfter = surelyOver(errand, open).plus(settings.lostAnswerDelay());
        if (!unseen.isEmpty() && clock.instant().isBefore(lostAfter)) {
            return Mono.error(stops.preparing(errand, lostAfter));
        }
        Answer answer = unseen.size() < open.meters().size() ? Answer.SEEN : Answer.LOST;
        paying.count(errand, open.call(), answer.wire());
        LOG.atWarn()
                .addKeyValue("authorization_id", errand.request().authorizationId())
                .addKeyValue("call", open.call().wire())
                .addKeyValue("outcome", answer.wire())
                .log("what became of a paid call without an answer was looked up");
        return ledger.settle(open.id(), answer, answer == Answer.SEEN ? unseen : List.of());
    }

    /** A call waits for its turn first, then for its answer. */
    private Instant surelyOver(Errand errand, Entry open) {
        return open.requestedAt().plus(settings.turnPatience()).plus(errand.profile().data().requestTimeout());
    }

    private static boolean shows(Entry open, ApiMeter meter) {
        return switch (open.call()) {
            case HISTORICAL_COLLECTION -> meter.state().showsCollectionSince(open.requestedAt());
            case ONGOING_MONITORING -> meter.state().monitored();
        };
    }
}
