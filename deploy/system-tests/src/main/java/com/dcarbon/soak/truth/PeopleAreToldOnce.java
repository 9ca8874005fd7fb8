// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.dcarbon.local.service.Service;
import com.dcarbon.local.story.Inbox;

/** Notifications and mails against the events that they tell of, and against what the mail server got. */
final class PeopleAreToldOnce implements Check {

    @Override
    public String statement() {
        return "each person was told of each outcome by one notification, and of each success by one mail,"
                + " which came again only under its own Message-ID";
    }

    @Override
    public Finding find(Evidence evidence) {
        List<Message> successes = evidence.distinct("dcarbon.authorizations", "authorization_created");
        List<Message> failures = evidence.distinct("dcarbon.authorizations", "authorization_failed");
        List<Row> mails = evidence.databases().query(Service.NOTIFICATION,
                "select announcement_id, recipient, message_id, state, last_error from mails");
        List<String> differences = new ArrayList<>(Counting.differences(
                "events", told(Stream.concat(successes.stream(), failures.stream()).toList()),
                "notifications", Counting.groups(evidence.databases().query(Service.NOTIFICATION,
                        "select announcement_id, user_id, kind from notifications"),
                        row -> "event " + row.text("announcement_id"))));
        differences.addAll(Counting.differences("successes", told(successes), "mails",
                Counting.groups(mails, row -> "event " + row.text("announcement_id"))));
        differences.addAll(delivered(mails, evidence.mails()));
        return new Finding(mails.size(), differences);
    }

    // The customers of this run own their facilities alone: one person each.
    private static Map<String, List<Message>> told(List<Message> events) {
        return Counting.groups(events, message -> "event " + message.id());
    }

    private static List<String> delivered(List<Row> mails, List<Inbox.Mail> inbox) {
        // A mail catcher that was sent the same mail twice has it twice.
        List<Inbox.Mail> distinct = inbox.stream().distinct().toList();
        return Counting.differences("in the table",
                Counting.groups(mails, row -> "mail " + bare(row.text("message_id"))),
                "different ones in the inbox", Counting.groups(distinct, mail -> "mail " + bare(mail.messageId())));
    }

    private static String bare(String messageId) {
        return messageId.replaceAll("[<>]", "");
    }
}
