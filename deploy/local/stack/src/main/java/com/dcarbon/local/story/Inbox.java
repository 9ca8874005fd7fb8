// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.net.URI;
import java.util.List;

/** What the mail catcher has caught ({@code GET /api/messages}). */
public final class Inbox {
    private final URI base;

    /** @param base the inbox page's address */
    public Inbox(URI base) {
        this.base = base;
    }

    /**
     * A mail as one recipient got it.
     *
     * @param messageId the mail's own {@code Message-ID}
     * @param text the plain part, empty if there is none
     * @param html the HTML part, empty if there is none
     */
    public record Mail(String messageId, String recipient, String subject, String text, String html) {}

    /** All mails, the newest first. */
    public List<Mail> mails() {
        try (Api nobody = new Api(base, null)) {
            return nobody.get("/api/messages")
                    .expect(200)
                    .json()
                    .valueStream()
                    .map(mail -> new Mail(mail.path("message_id").asString(""), mail.path("recipient").asString(""),
                            mail.path("subject").asString(""), mail.path("text").asString(""),
                            mail.path("html").asString("")))
                    .toList();
        }
    }

    /** Those that went to that address, the newest first. */
    public List<Mail> to(String address) {
        return mails().stream().filter(mail -> mail.recipient().equalsIgnoreCase(address)).toList();
    }
}
