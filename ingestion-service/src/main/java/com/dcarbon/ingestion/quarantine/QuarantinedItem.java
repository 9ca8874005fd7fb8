// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.dcarbon.ingestion.source.NotUnderstood;

/**
 * Something that was not understood, as administrators see it.
 *
 * @param jobId the import, whose documents can be read again
 * @param amount how many blocks or readings; 1 for a whole document
 * @param places where some of them are: the name of the kept document, and the place in it
 * @param documents how many documents of the import are kept
 */
record QuarantinedItem(UUID id, UUID jobId, UUID facilityId, String providerId, String reason, String detail,
        long amount, List<NotUnderstood.Place> places, Instant foundAt, long documents) {}
