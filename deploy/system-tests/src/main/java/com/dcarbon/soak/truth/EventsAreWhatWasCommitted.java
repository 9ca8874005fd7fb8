// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.dcarbon.local.service.Service;

/** What the outboxes say was published, and what lies on Kafka. */
final class EventsAreWhatWasCommitted implements Check {

    @Override
    public String statement() {
        return "every committed event lies on its topic, and no event that was never committed";
    }

    @Override
    public Finding find(Evidence evidence) {
        List<Row> committed = Databases.services().stream().flatMap(service -> committed(evidence, service)).toList();
        Map<String, List<Message>> published = Counting.groups(evidence.messages().stream()
                .map(Message::topic).distinct().flatMap(evidence::distinct).toList(),
                message -> "event " + message.id() + " of " + message.topic());
        return new Finding(committed.size(), Counting.differences("in the outboxes",
                Counting.groups(committed, row -> "event " + row.text("id") + " of " + row.text("topic")),
                "on Kafka", published));
    }

    private static Stream<Row> committed(Evidence evidence, Service service) {
        return evidence.databases().query(service, "select id, topic, type, subject, published_at from outbox")
                .stream();
    }
}
