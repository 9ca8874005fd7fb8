// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.dcarbon.local.service.Service;

/** One import per authorization, one event per finished import. */
final class JobsAreAnnouncedOnce implements Check {

    @Override
    public String statement() {
        return "each authorization_created began one import, and each finished import was told by one"
                + " interval_data_imported";
    }

    @Override
    public Finding find(Evidence evidence) {
        List<Row> jobs = evidence.databases().query(Service.INGESTION, """
                select id, authorization_id, attempt_key, kind, state, window_start, window_end from import_jobs""");
        List<String> differences = new ArrayList<>(Counting.differences(
                "authorization_created",
                Counting.groups(evidence.distinct("dcarbon.authorizations", "authorization_created"),
                        message -> message.text("authorization_id") + " attempt " + message.text("attempt")),
                "historical imports",
                Counting.groups(of(jobs.stream().filter(job -> job.text("attempt_key").startsWith("authorized-"))),
                        job -> job.text("authorization_id") + " attempt "
                                + job.text("attempt_key").substring("authorized-".length()))));
        differences.addAll(Counting.differences(
                "finished imports",
                Counting.groups(of(jobs.stream().filter(job -> job.text("state").equals("done"))),
                        job -> key(job.text("authorization_id"), job.text("kind"), job.time("window_start"),
                                job.time("window_end"))),
                "interval_data_imported",
                Counting.groups(evidence.distinct("dcarbon.interval-data", "interval_data_imported"),
                        message -> key(message.text("authorization_id"), message.text("kind"),
                                Instant.parse(message.text("start")), Instant.parse(message.text("end"))))));
        return new Finding(jobs.size(), differences);
    }

    private static List<Row> of(Stream<Row> rows) {
        return rows.toList();
    }

    private static String key(String authorization, String kind, Instant start, Instant end) {
        return "%s import of authorization %s from %s to %s".formatted(kind, authorization, start, end);
    }
}
