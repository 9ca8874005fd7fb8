// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.List;

import com.dcarbon.local.service.Service;

/** One event per outcome of a session. */
final class AttemptsAreAnnouncedOnce implements Check {

    @Override
    public String statement() {
        return "each session that ended was told by one authorization_created or one authorization_failed";
    }

    @Override
    public Finding find(Evidence evidence) {
        List<Row> sessions = evidence.databases().query(Service.AUTHORIZATION, """
                select id, authorization_id, state, failure_code from sessions
                where state in ('authorized', 'failed', 'expired')""");
        List<String> differences = new ArrayList<>();
        differences.addAll(compare(evidence, sessions, true, "authorization_created"));
        differences.addAll(compare(evidence, sessions, false, "authorization_failed"));
        return new Finding(sessions.size(), differences);
    }

    private static List<String> compare(Evidence evidence, List<Row> sessions, boolean authorized, String type) {
        List<Row> ended = sessions.stream()
                .filter(session -> session.text("state").equals("authorized") == authorized)
                .toList();
        return Counting.differences("sessions",
                Counting.groups(ended, session -> "authorization " + session.text("authorization_id")),
                type, Counting.groups(evidence.distinct("dcarbon.authorizations", type),
                        message -> "authorization " + message.text("authorization_id")));
    }
}
