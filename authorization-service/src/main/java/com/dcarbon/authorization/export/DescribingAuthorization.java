// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.dcarbon.authorization.detail.AuthorizationDetail;
import com.dcarbon.authorization.detail.TimelineStep;
import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.platform.security.Caller;

/** Puts the full view of an authorization into the words of a document. */
final class DescribingAuthorization {
    private final AuthorizationDetail view;

    private DescribingAuthorization(AuthorizationDetail view) {
        this.view = view;
    }

    static ExportDocument describe(AuthorizationDetail view, Caller by, Instant at) {
        var describing = new DescribingAuthorization(view);
        var parts = new DescribingParts(view);
        List<List<String>> facts = new ArrayList<>(List.of(
                List.of("Platform", "DCarbon"),
                List.of("Authorization", view.id().toString()),
                List.of("Made at (UTC)", Words.time(at)),
                List.of("Made by", by.name() == null ? by.userId() : by.name() + " (" + by.userId() + ")")));
        if (!view.unavailable().isEmpty()) {
            facts.add(
                    List.of("Not available", String.join(", ", view.unavailable().stream().map(Words::code).toList())));
        }
        return new ExportDocument("Utility authorization record", "Authorization " + view.id(), facts,
                List.of(parts.facility(), describing.authorization(), describing.timeline(), parts.meters(),
                        parts.intervalSummary(), parts.auditLog()));
    }

    private Section authorization() {
        Failure error = view.error();
        List<List<String>> facts = new ArrayList<>(List.of(
                List.of("Utility", view.utility().name()),
                List.of("Method", switch (view.method()) {
                    case GREEN_BUTTON -> "Green Button";
                    case UTILITY_API -> "UtilityAPI";
                    case CDS -> "CDS";
                }),
                List.of("Status",
                        view.status() == AuthStatus.AUTHORIZED
                                ? "Active (authorized)"
                                : Words.code(view.status().wire())),
                List.of("Condition", Words.code(view.condition())),
                List.of("Authorization id at the utility", Words.text(view.authId())),
                List.of("User", Words.text(view.user().name())),
                List.of("User's e-mail address", Words.text(view.user().email())),
                List.of("User id", view.user().id()),
                List.of("Attempts", Integer.toString(view.attempt()))));
        facts.addAll(times());
        if (error != null) {
            facts.add(List.of("What went wrong", error.message()));
            facts.add(List.of("What to do", error.action()));
        }
        return Section.facts("Authorization", facts);
    }

    private List<List<String>> times() {
        return List.of(List.of("Created (UTC)", Words.time(view.createdAt())),
                List.of("Last attempt (UTC)", Words.time(view.lastAttemptAt())),
                List.of("Authorized (UTC)", Words.time(view.authorizedAt())),
                List.of("Consent ends (UTC)", Words.time(view.expiresAt())),
                List.of("Last synchronisation (UTC)", Words.time(view.lastSync())));
    }

    private Section timeline() {
        return Section.table("Timeline",
                List.of("Time (UTC)", "Attempt", "Step", "Actor", "Actor id", "IP address", "Reason"),
                List.of(15, 7, 18, 17, 20, 12, 16), view.timeline().stream().map(DescribingAuthorization::row).toList(),
                "Nothing has happened yet.");
    }

    private static List<String> row(TimelineStep step) {
        return List.of(Words.time(step.time()), Integer.toString(step.attempt()), Words.code(step.step()),
                Words.text(step.actor().name()), step.actor().id(), Words.text(step.ipAddress()),
                reason(step));
    }

    /** With what the provider called it. */
    private static String reason(TimelineStep step) {
        String said = step.providerCode();
        return said == null ? Words.code(step.code()) : Words.code(step.code()) + " (" + said + ")";
    }
}
