// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.quarantine;

import java.util.UUID;

/**
 * Something of an import that was not understood.
 *
 * @param reason the stable name of why
 * @param detail where and what, in words: no content
 * @param amount how many blocks or readings; 1 for a whole document
 */
public record Finding(UUID jobId, UUID facilityId, String providerId, String reason, String detail, long amount) {}
