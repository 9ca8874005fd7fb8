// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A file that was taken.
 *
 * @param start of the earliest reading in it
 * @param end of the latest one
 */
@Schema(name = "GreenButtonFile")
record UploadView(UUID id, UUID facilityId, long bytes, @Schema(description = "Of the content") String sha256,
        Instant start, Instant end) {}
