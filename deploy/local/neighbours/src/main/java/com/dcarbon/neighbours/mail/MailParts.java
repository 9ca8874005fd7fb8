// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import java.io.IOException;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;

import org.jspecify.annotations.Nullable;

/** Finds the readable parts of a mail (RFC 2046): the first plain and the first HTML one. */
final class MailParts {
    private MailParts() {}

    static @Nullable String first(Part part, String mimeType) throws MessagingException, IOException {
        if (part.isMimeType(mimeType)) {
            return part.getContent() instanceof String text ? text : null;
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = first(parts.getBodyPart(i), mimeType);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
