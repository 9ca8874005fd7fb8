// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.portal;

import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Where the customer comes from, for the application.
 *
 * @param providers the utilities that it can be; mostly one
 * @param scope what the utility wants to be asked for
 * @param expiresAt until when a start may refer to it
 */
@Schema(name = "PortalSession")
record PortalView(List<Provider> providers, @Schema(example = "FB=1_3_4_5;IntervalDuration=900") String scope,
        Instant expiresAt) {

    /** A utility. */
    @Schema(name = "PortalProvider")
    record Provider(@Schema(example = "pge") String id, String name) {}
}
