// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.dcarbon.local.service.Service;

/** Work that is a row has ended, and no event was put aside. */
final class NothingIsLeftOver implements Check {
    /** What is still to be done, in each database that has such work; every row of an answer is one piece. */
    static final Map<Service, String> WORK = Map.of(
            Service.INGESTION, """
                    select 'import job' as work, id, facility_id, state, attempts, error_code, next_attempt_at
                    from import_jobs where state in ('queued', 'running', 'waiting', 'retrying')""",
            Service.AUTHORIZATION, """
                    select 'code exchange' as work, id, facility_id, exchanging_since
                    from sessions where state = 'exchanging'
                    union all
                    select 'revocation at the utility', id, authorization_id, requested_at
                    from revocations where outcome is null""",
            Service.NOTIFICATION, """
                    select 'announcement' as work, id, facility_id, attempts, next_attempt_at from announcements
                    union all
                    select 'mail', id, null, attempts, next_attempt_at from mails where state = 'waiting'""");
    static final String UNPUBLISHED = """
            select 'unpublished event' as work, id, topic, type, subject, attempts, last_error
            from outbox where published_at is null""";

    @Override
    public String statement() {
        return "outboxes are empty, no work is left, nothing lies among the dead letters";
    }

    @Override
    public Finding find(Evidence evidence) {
        List<String> left = new ArrayList<>(work(evidence.databases()));
        evidence.deadLetters().forEach(message -> left.add("dead letter " + message.place()));
        long all = Databases.services().stream()
                .mapToLong(service -> evidence.databases().count(service, "select count(*) from outbox"))
                .sum();
        return new Finding(all, left);
    }

    static List<String> work(Databases databases) {
        List<String> left = new ArrayList<>();
        for (Service service : Databases.services()) {
            databases.query(service, UNPUBLISHED).forEach(row -> left.add(service.processName() + " " + row));
            String own = WORK.get(service);
            if (own != null) {
                databases.query(service, own).forEach(row -> left.add(service.processName() + " " + row));
            }
        }
        return left;
    }
}
