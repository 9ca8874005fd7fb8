// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.ZoneId;
import java.util.UUID;

/**
 * A meter as others need it.
 *
 * @param timeZone in which its days begin
 */
public record Meter(UUID id, UUID facilityId, UUID authorizationId, ZoneId timeZone) {}
