// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

/**
 * What is told to a person, wherever it is shown.
 *
 * @param kind the stable name of its kind, for example {@code authorization_succeeded}
 * @param title one line
 * @param body one paragraph
 */
public record Notice(String kind, String title, String body) {

    /** The authorization succeeded; data is on its way. */
    public static Notice authorizationSucceeded(String facility, String utility) {
        return new Notice("authorization_succeeded",
                "%s is connected to %s".formatted(PlainText.of(utility), PlainText.of(facility)),
                "The authorization with %s succeeded. The meters of %s and their readings are being imported now and appear within a few minutes."
                        .formatted(PlainText.of(utility), PlainText.of(facility)));
    }

    /**
     * The authorization failed.
     *
     * @param explanation what went wrong and what to do, for a person
     */
    public static Notice authorizationFailed(String facility, String utility, String explanation) {
        return new Notice("authorization_failed",
                "The authorization with %s failed".formatted(PlainText.of(utility)),
                "%s: %s".formatted(PlainText.of(facility), PlainText.of(explanation)));
    }
}
