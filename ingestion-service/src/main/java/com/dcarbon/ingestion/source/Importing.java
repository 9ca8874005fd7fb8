// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.UUID;

/** Which import a fetch is for; in the context of the fetch, under this class. */
public record Importing(UUID jobId, UUID facilityId) {}
