// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.quarantine;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that was not understood, as administrators see it.
 *
 * @param jobId the import, whose documents can be read again
 * @param amount how many blocks or readings; 1 for a whole document
 * @param documents how many documents of the import are kept
 */
record QuarantinedItem(UUID id, UUID jobId, UUID facilityId, String providerId, String reason, String detail,
        long amount, Instant foundAt, long documents) {}
