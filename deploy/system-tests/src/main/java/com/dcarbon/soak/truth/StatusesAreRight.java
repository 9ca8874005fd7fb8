// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.dcarbon.local.service.Service;

/** What people were told about their authorizations, and what the records say in the end. */
final class StatusesAreRight implements Check {
    /** A minute to notice an interrupted exchange, and a little to write and to ask. */
    private static final long LONGEST_SILENCE = 80;

    @Override
    public String statement() {
        return "every customer is authorized in the end, every failed attempt had a code, and nobody was left pending";
    }

    @Override
    public Finding find(Evidence evidence) {
        List<String> differences = new ArrayList<>();
        for (Customer customer : evidence.customers()) {
            customer.attempts().forEach(attempt -> judge(customer, attempt, differences));
            if (!customer.gotThrough()) {
                differences.add(customer + " never got through: " + customer.attempts());
            } else {
                judgeRecords(customer, evidence.databases(), differences);
            }
        }
        return new Finding(evidence.customers().size(), differences);
    }

    private static void judge(Customer customer, Customer.Attempt attempt, List<String> differences) {
        boolean clear = switch (attempt.status()) {
            case "authorized" -> true;
            case "failed" -> !attempt.code().isEmpty();
            default -> false;
        };
        if (!clear || attempt.silentSeconds() > LONGEST_SILENCE) {
            differences.add(customer + " was not told clearly within a minute: " + attempt);
        }
    }

    private static void judgeRecords(Customer customer, Databases databases, List<String> differences) {
        UUID facility = UUID.fromString(customer.facilityId());
        List<Row> records = databases.query(Service.AUTHORIZATION,
                "select id, status, attempt, failure_code, last_sync from authorizations where facility_id = ?",
                facility);
        if (records.size() != 1 || !records.getFirst().text("status").equals("authorized")
                || records.getFirst().text("last_sync").isEmpty()) {
            differences.add(customer + ": authorization-service has " + records);
        }
        List<Row> copies = databases.query(Service.FACILITY,
                "select auth_status, auth_error_code, last_sync from facilities where id = ?", facility);
        if (copies.size() != 1 || !copies.getFirst().text("auth_status").equals("authorized")
                || copies.getFirst().text("last_sync").isEmpty()) {
            differences.add(customer + ": facility-service has " + copies);
        }
    }
}
