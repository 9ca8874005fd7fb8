// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.expiry;

import java.time.Instant;
import java.util.UUID;

/** An authorization whose end is near. */
record EndingAuthorization(UUID facilityId, String providerId, Instant end) {}
