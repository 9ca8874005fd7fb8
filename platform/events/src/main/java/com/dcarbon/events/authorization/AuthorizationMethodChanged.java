// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * A facility's authorization was ended because its data is to come from another utility or in another way; a new authorization follows under its own id.
 *
 * @param fromMethod how the data was reached until now
 * @param fromProviderId the utility until now
 * @param toMethod how it is to be reached from now on
 * @param toProviderId the utility from now on
 * @param changedAt when the old authorization was ended
 */
public record AuthorizationMethodChanged(UUID facilityId, UUID authorizationId, AuthMethod fromMethod,
        String fromProviderId, AuthMethod toMethod, String toProviderId, Instant changedAt) implements EventData {}
