// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import io.swagger.v3.oas.annotations.media.Schema;

/** How many facilities of the list there are in each status, whatever status is filtered for. */
record FacilityCounts(long total, long inProgress, long complete,
        @Schema(description = "No authorization was ever begun") long notStarted, long pending, long authorized,
        long failed, long revoked, long reauthorizationRequired) {}
