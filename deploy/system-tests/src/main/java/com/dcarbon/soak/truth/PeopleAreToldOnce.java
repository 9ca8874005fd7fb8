// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.dcarbon.local.service.Service;
import com.dcarbon.local.story.Inbox;

/** Notifications and mails against the events that they tell of, and against what the mail server got. */
final class PeopleAreToldOnce implements Check {

    /** What people hear of authorizations. */
    private static final List<String> EVENTS = List.of("authorization_created", "authorization_failed",
            "authorization_retried", "authorization_revoked", "reauthorization_required",
            "authorization_token_rotation_failed");

    /** Of how attempts end these are acts of people, who know without being told. */
    private static final Set<String> ACTS = Set.of("superseded", "provider_changed", "access_withdrawn");

    @Override
    public String statement() {
        return "each customer was told of each outcome by one notification and one mail, and every mail that was sent"
                + " came once, again only under its own Message-ID";
    }

    @Override
    public Finding find(Evidence evidence) {
        Set<String> facilities = evidence.customers().stream().map(Customer::facilityId).collect(Collectors.toSet());
        List<Row> mails = evidence.databases().query(Service.NOTIFICATION, """
                select announcement_id, facility_id, recipient, message_id, state, last_error from mails""");
        Map<String, List<Message>> outcomes = Counting.groups(EVENTS.stream()
                .flatMap(type -> evidence.distinct("dcarbon.authorizations", type).stream())
                .filter(message -> facilities.contains(message.key()))
                .filter(message -> !(message.type().equals("authorization_failed")
                        && ACTS.contains(message.text("code"))))
                .toList(), message -> "event " + message.id());
        List<String> differences = new ArrayList<>();
        differences.addAll(Counting.differences("events", outcomes, "notifications",
                told(facilities, evidence.databases().query(Service.NOTIFICATION,
                        "select announcement_id, facility_id, user_id, kind from notifications"))));
        differences.addAll(Counting.differences("events", outcomes, "mails", told(facilities, mails)));
        differences.addAll(delivered(mails, evidence.mails()));
        return new Finding(mails.size(), differences);
    }

    // Customers own their facilities alone: one person each. Other facilities have people who are told of more.
    private static Map<String, List<Row>> told(Set<String> facilities, List<Row> rows) {
        return Counting.groups(rows.stream().filter(row -> facilities.contains(row.text("facility_id"))).toList(),
                row -> "event " + row.text("announcement_id"));
    }

    private static List<String> delivered(List<Row> mails, List<Inbox.Mail> inbox) {
        List<Row> sent = mails.stream().filter(mail -> mail.text("state").equals("sent")).toList();
        // A mail catcher that was sent the same mail twice has it twice.
        List<Inbox.Mail> distinct = inbox.stream().distinct().toList();
        return Counting.differences("sent, in the table",
                Counting.groups(sent, row -> "mail " + bare(row.text("message_id"))),
                "different ones in the inbox", Counting.groups(distinct, mail -> "mail " + bare(mail.messageId())));
    }

    private static String bare(String messageId) {
        return messageId.replaceAll("[<>]", "");
    }
}
