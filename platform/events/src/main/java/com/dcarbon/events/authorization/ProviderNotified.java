// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * A utility says that data of an authorization is there to be read. Only a hint: it may be late, come twice or be wrong,
 * so whoever follows it asks the utility and believes what is read.
 *
 * @param resources what to read, as the utility named it; each is on a host of the utility's profile
 * @param receivedAt when the utility said so
 */
public record ProviderNotified(UUID facilityId, UUID authorizationId, String providerId, List<URI> resources,
        Instant receivedAt) implements EventData {}
