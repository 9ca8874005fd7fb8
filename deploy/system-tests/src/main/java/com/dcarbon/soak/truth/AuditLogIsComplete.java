// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.dcarbon.local.service.Service;

/** The audit log against its topic, and against the events of which it tells. */
final class AuditLogIsComplete implements Check {
    private static final Map<String, String> ALSO_EVENTS = Map.of("authorization_created", "dcarbon.authorizations",
            "authorization_failed", "dcarbon.authorizations", "meters_imported", "dcarbon.interval-data",
            "interval_data_imported", "dcarbon.interval-data", "sync_failed", "dcarbon.interval-data");

    @Override
    public String statement() {
        return "the audit log has one entry per audit event, and one per event that partners were told";
    }

    @Override
    public Finding find(Evidence evidence) {
        List<Row> entries = evidence.databases().query(Service.AUDIT, """
                select id, event_type, facility_id, authorization_id from audit_entries""");
        List<String> differences = new ArrayList<>(Counting.differences(
                "on dcarbon.audit",
                Counting.groups(evidence.distinct("dcarbon.audit").toList(), message -> "audit event " + message.id()),
                "in the audit log",
                Counting.groups(entries, entry -> "audit event " + entry.text("id"))));
        ALSO_EVENTS.forEach((type, topic) -> differences.addAll(Counting.differences(
                "on " + topic,
                Counting.groups(evidence.distinct(topic, type),
                        message -> type + " of authorization " + message.text("authorization_id")),
                "in the audit log",
                Counting.groups(entries.stream().filter(entry -> entry.text("event_type").equals(type)).toList(),
                        entry -> type + " of authorization " + entry.text("authorization_id")))));
        return new Finding(entries.size(), differences);
    }
}
