// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.quarantine;

import java.util.List;
import java.util.UUID;

import com.dcarbon.ingestion.source.NotUnderstood;

/**
 * Something of an import that was not understood.
 *
 * @param reason the stable name of why
 * @param detail where and what, in words: no content
 * @param amount how many blocks or readings; 1 for a whole document
 * @param places where some of them are
 */
public record Finding(UUID jobId, UUID facilityId, String providerId, String reason, String detail, long amount,
        List<NotUnderstood.Place> places) {}
