// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.facility;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * The mail server refused for good the mail that invites an operator; internal.
 *
 * @param invitationId the invitation whose mail it was; later ones are not meant
 * @param refusedAt when it was refused
 */
public record InvitationUndeliverable(UUID facilityId, UUID invitationId, Instant refusedAt) implements EventData {}
