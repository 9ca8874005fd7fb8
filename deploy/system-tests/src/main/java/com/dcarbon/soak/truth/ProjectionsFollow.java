// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.dcarbon.local.service.Service;

/** What services know of each other, in spite of everything that came twice and late. */
final class ProjectionsFollow implements Check {
    /** A registration that was thrown away is gone at facility-service, and noted as such elsewhere. */
    private static final Map<Service, String> COPIES_OF_FACILITIES = Map.of(
            Service.AUTHORIZATION, "select facility_id as id, version, name from facilities where not discarded",
            Service.INGESTION, "select facility_id as id, version from facilities where not discarded",
            Service.NOTIFICATION, "select id, version, name from facilities where not discarded");

    @Override
    public String statement() {
        return "every service knows the latest version of every facility and authorization, and no acknowledged change is"
                + " lost";
    }

    @Override
    public Finding find(Evidence evidence) {
        Databases databases = evidence.databases();
        List<Row> facilities = databases.query(Service.FACILITY, "select id, version, name from facilities");
        List<String> differences = new ArrayList<>();
        COPIES_OF_FACILITIES.forEach((service, query) -> {
            List<Row> copies = databases.query(service, query);
            boolean withName = query.contains("name");
            differences.addAll(Counting.differences("at facility-service",
                    Counting.groups(facilities, row -> version(row, withName)), "at " + service.processName(),
                    Counting.groups(copies, row -> version(row, withName))));
        });
        differences.addAll(statuses(databases));
        differences.addAll(lostRenamings(evidence));
        return new Finding(facilities.size() + evidence.renamings().size(), differences);
    }

    private static String version(Row row, boolean withName) {
        String version = "facility " + row.text("id") + " version " + row.text("version");
        return withName ? version + " \"" + row.text("name") + "\"" : version;
    }

    private static List<String> statuses(Databases databases) {
        return Counting.differences("at authorization-service",
                Counting.groups(databases.query(Service.AUTHORIZATION, """
                        select distinct on (facility_id) facility_id, status, version from authorizations
                        order by facility_id, last_attempt_at desc"""),
                        row -> "facility %s %s, authorization version %s".formatted(row.text("facility_id"),
                                row.text("status"), row.text("version"))),
                "at facility-service",
                Counting.groups(databases.query(Service.FACILITY, """
                        select id, auth_status, auth_version from facilities where auth_version is not null"""),
                        row -> "facility %s %s, authorization version %s".formatted(row.text("id"),
                                row.text("auth_status"), row.text("auth_version"))));
    }

    private static List<String> lostRenamings(Evidence evidence) {
        Set<String> published = evidence.distinct("dcarbon.facilities").map(message -> message.text("name"))
                .collect(Collectors.toSet());
        return evidence.renamings().stream()
                .filter(name -> !published.contains(name))
                .map(name -> "the acknowledged name \"" + name + "\" was never published")
                .toList();
    }
}
