// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which each event came for the first time; repetitions may come whenever they like. */
final class EventsAreInOrder implements Check {

    @Override
    public String statement() {
        return "of each aggregate and service, no event of a topic comes after one with a higher ce_sequence";
    }

    @Override
    public Finding find(Evidence evidence) {
        List<String> differences = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, Message> latest = new HashMap<>();
        for (Message message : evidence.messages()) {
            if (seen.add(message.topic() + message.id())) {
                // A facility has one authorization after the other, each with versions of its own.
                String stream = "%s-%d %s %s %s".formatted(message.topic(), message.partition(), message.key(),
                        message.source(), message.text("authorization_id"));
                Message before = latest.put(stream, message);
                if (before != null && before.sequence() > message.sequence()) {
                    differences.add("%s: sequence %d of %s comes after sequence %d of %s".formatted(stream,
                            message.sequence(), message.place(), before.sequence(), before.place()));
                }
            }
        }
        return new Finding(seen.size(), differences);
    }
}
