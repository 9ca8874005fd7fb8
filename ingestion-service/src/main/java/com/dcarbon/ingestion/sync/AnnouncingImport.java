// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.outbox.Outbox;

import reactor.core.publisher.Mono;

/** Tells partners, other services and the audit log what an import brought; in the transaction of that step. */
@Component
class AnnouncingImport {
    private final FacilitySyncs syncs;
    private final Outbox outbox;
    private final AuditTrail audit;

    AnnouncingImport(FacilitySyncs syncs, Outbox outbox, AuditTrail audit) {
        this.syncs = syncs;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Partners hear of the meters behind an authorization; those of an upload stand behind none. */
    Mono<Void> metersImported(ImportJob job, List<UUID> meterIds, Instant now) {
        Map<String, @Nullable Object> details = Map.of("meter_ids", meterIds, "provider_id", job.providerId());
        if (job.isUpload()) {
            return audit.recordBySystem("meters_imported", job.facilityId(), null, details);
        }
        var event = new MetersImported(job.facilityId(), job.authorizationId(), meterIds, now);
        return syncs.next(job.facilityId())
                .flatMap(version -> outbox.publish(EventKind.METERS_IMPORTED, job.facilityId().toString(), version,
                        event))
                .then(Mono.defer(() -> audit.recordBySystem("meters_imported", job.facilityId(), job.authorizationId(),
                        details)));
    }

    /** Only where a utility was asked does the event name the authorization: nothing else is a synchronisation with it. */
    Mono<Void> intervalsImported(ImportJob job, List<UUID> meterIds, long intervals, Instant now) {
        UUID authorization = job.isUpload() ? null : job.authorizationId();
        return syncs.succeeded(job.facilityId(), job.upToDate(now), job.isUpload() ? now : job.end())
                .flatMap(told -> outbox.publish(EventKind.INTERVAL_DATA_IMPORTED, job.facilityId().toString(),
                        told.version(),
                        new IntervalDataImported(job.facilityId(), job.asksProvider() ? authorization : null, meterIds,
                                job.start(), job.end(), intervals, job.kind(), told.lastSync())))
                .then(Mono.defer(() -> audit.recordBySystem("interval_data_imported", job.facilityId(),
                        authorization, Map.of("meter_ids", meterIds, "intervals", intervals, "kind",
                                job.kind().wire(), "provider_id", job.providerId()))))
                .then(Mono.defer(() -> scheduled(job, Map.of("outcome", "completed", "meters", meterIds.size(),
                        "intervals", intervals))));
    }

    /** The log of what runs by itself. */
    private Mono<Void> scheduled(ImportJob job, Map<String, Object> outcome) {
        if (!job.isPlanned()) {
            return Mono.empty();
        }
        Map<String, @Nullable Object> details = new HashMap<>(outcome);
        details.putAll(Map.of("kind", job.kind().wire(), "provider_id", job.providerId(), "start",
                job.start().toString(), "end", job.end().toString(), "attempts", job.attempts() + 1));
        return audit.recordBySystem("scheduled_sync", job.facilityId(), job.authorizationId(), details);
    }

    /**
     * Nothing is told where no utility was asked, nor where what is missing of old does not come: what is new does.
     *
     * @param next when it is tried again, or null if it was given up
     */
    Mono<Void> failed(ImportJob job, FetchFailure reason, int attempt, @Nullable Instant next) {
        Mono<Void> logged = Mono.defer(() -> next == null
                ? scheduled(job, Map.of("outcome", "failed", "code", reason.code()))
                : Mono.empty());
        return job.isTold() ? tell(job, reason, attempt, next).then(logged) : logged;
    }

    private Mono<Void> tell(ImportJob job, FetchFailure reason, int attempt, @Nullable Instant next) {
        return tell(new SyncFailed(job.facilityId(), job.authorizationId(), job.providerId(), reason.code(),
                reason.message() + " " + reason.action(next == null), attempt, next));
    }

    /** Its provider is down, so that it is not even tried. */
    Mono<Void> hindered(ImportsInOutage.Hindered hindered, Instant next) {
        FetchFailure reason = FetchFailure.PROVIDER_UNAVAILABLE;
        return tell(new SyncFailed(hindered.facilityId(), hindered.authorizationId(), hindered.providerId(),
                reason.code(), reason.message() + " " + reason.action(false), hindered.attempts() + 1, next));
    }

    /** The audit log has each of them, too. */
    private Mono<Void> tell(SyncFailed event) {
        Map<String, @Nullable Object> details = new HashMap<>(Map.of("provider_id", event.providerId(), "code",
                event.code(), "attempt", event.attempt()));
        details.put("next_attempt_at", Objects.toString(event.nextAttemptAt(), null));
        return syncs.next(event.facilityId())
                .flatMap(
                        version -> outbox.publish(EventKind.SYNC_FAILED, event.facilityId().toString(), version, event))
                .then(Mono.defer(() -> audit.recordBySystem("sync_failed", event.facilityId(), event.authorizationId(),
                        details)));
    }
}
