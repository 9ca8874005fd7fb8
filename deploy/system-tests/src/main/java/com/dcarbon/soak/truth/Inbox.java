// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.List;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Port;
import com.dcarbon.local.story.Api;

/** The mails that arrived, in the mail catcher. */
final class Inbox {
    private final LocalStack stack;

    Inbox(LocalStack stack) {
        this.stack = stack;
    }

    record Mail(String messageId, String recipient, String subject) {}

    List<Mail> mails() {
        try (Api nobody = new Api(stack.url(Port.INBOX), null)) {
            return nobody.get("/api/messages").expect(200).json().valueStream()
                    .map(mail -> new Mail(mail.path("message_id").asString(""), mail.path("recipient").asString(""),
                            mail.path("subject").asString("")))
                    .toList();
        }
    }
}
