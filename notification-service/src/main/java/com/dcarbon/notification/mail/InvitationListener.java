// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.util.UUID;

import reactor.core.publisher.Mono;

/** Is told, in the transaction that notes it, that the mail of an invitation was refused for good. */
public interface InvitationListener {

    /** @param recipient the address that was invited */
    Mono<Void> undeliverable(UUID mailId, UUID facilityId, UUID invitationId, String recipient);
}
