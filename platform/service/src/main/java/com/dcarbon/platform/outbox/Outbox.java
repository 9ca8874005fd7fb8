// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;

import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.EventData;
import com.dcarbon.events.EventJson;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.tracing.TraceParents;

import reactor.core.publisher.Mono;

/**
 * Writes events into the outbox. Call it in the transaction of the state change that the event tells of, after that
 * change: then either both are there or neither, and events of one aggregate get their places in the order of its
 * versions. The relay brings them to Kafka, at least once, in order per subject.
 */
public final class Outbox {
    private static final String INSERT = """
            with woken as (select pg_notify('outbox', ''))
            insert into outbox (id, slot, topic, type, subject, sequence, occurred_at, next_attempt_at, data, traceparent)
            select :id, abs(hashtext(:subject) % 16), :topic, :type, :subject, :sequence, :occurred_at, :occurred_at,
                   :data, nullif(:traceparent, '')
            from woken""";

    private final DatabaseClient database;
    private final Clock clock;
    private final TraceParents traces;

    Outbox(DatabaseClient database, Clock clock, TraceParents traces) {
        this.database = database;
        this.clock = clock;
        this.traces = traces;
    }

    /**
     * @param subject the record's key on Kafka: nearly always the facility id
     * @param sequence the version of the aggregate after the change
     */
    public Mono<Void> publish(EventKind kind, String subject, long sequence, EventData data) {
        return insert(kind.topic(), kind.typeName(), subject, sequence, data);
    }

    /** An audit record, under the name of what it records. */
    public Mono<Void> publish(AuditRecord audited) {
        String subject = audited.facilityId() == null ? audited.userId() : audited.facilityId().toString();
        return insert(Topic.AUDIT, audited.eventType(), subject, 0, audited);
    }

    private Mono<Void> insert(Topic topic, String type, String subject, long sequence, EventData data) {
        return Mono.defer(() -> database.sql(INSERT)
                .bind("id", Ids.next())
                .bind("topic", topic.topicName())
                .bind("type", type)
                .bind("subject", subject)
                .bind("sequence", sequence)
                .bind("occurred_at", clock.instant())
                .bind("data", new String(EventJson.write(data), StandardCharsets.UTF_8))
                .bind("traceparent", traces.current())
                .then());
    }
}
