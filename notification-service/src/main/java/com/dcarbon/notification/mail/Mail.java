// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.notification.rules.Letter;

/**
 * A mail that this process may send now.
 *
 * @param facilityId null if it is about none
 * @param invitation what its link is made from, or null if it has no secret one
 * @param unwanted whether its recipient was withdrawn since
 * @param messageId the same at every attempt, so that a repeated one is recognised
 * @param attempts how many there were, this one included
 * @param createdAt when it was written; so long it has been waiting
 * @param leasedUntil until when it is this process's; also the proof of it
 */
record Mail(UUID id, String recipient, @Nullable String recipientName, @Nullable UUID facilityId,
        Draft.@Nullable Invitation invitation, boolean unwanted, Letter letter, String messageId, int attempts,
        Instant createdAt,
        Instant leasedUntil) {

    Mail with(Letter other) {
        return new Mail(id, recipient, recipientName, facilityId, invitation, unwanted, other, messageId, attempts,
                createdAt,
                leasedUntil);
    }
}
