// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.notification.rules.Letter;

/**
 * A mail to be sent.
 *
 * @param announcementId what it tells of
 * @param recipient the address
 * @param recipientName null if it is not known
 * @param userId the recipient, or null if it is no user
 * @param facilityId null if it is about none
 * @param invitation what its link is made from, or null if it has no secret one
 */
public record Draft(UUID announcementId, String recipient, @Nullable String recipientName, @Nullable String userId,
        @Nullable UUID facilityId, @Nullable Invitation invitation, Letter letter) {

    /**
     * The invitation that a letter carries. Where the token of its link belongs, the letter has {@link #TOKEN}: the
     * token itself is put there when the mail is sent, and is stored nowhere.
     *
     * @param keyId the key of the invitation keyset
     */
    public record Invitation(UUID id, int keyId) {
        public static final String TOKEN = "invitation-token";
    }
}
