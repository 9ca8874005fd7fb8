// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.swagger.v3.oas.annotations.media.Schema;

/** A meter as the API shows it; what the utility does not tell is null. */
@Schema(name = "Meter")
record MeterView(@Schema(description = "Our id") UUID id, UUID facilityId,
        @Schema(description = "Our id of the authorization that last read it, or of the file that was brought last") UUID authorizationId,
        @Schema(description = "The utility's profile") String providerId,
        @Schema(description = "The number on the meter") @Nullable String utilityMeterId,
        @Schema(description = "The utility's id of the point of delivery") String usagePointId,
        @Nullable String accountId, @Nullable String serviceAddress, @Nullable String meterType,
        @Schema(allowableValues = {
                "consumption", "net", "generation"}) String role,
        @Schema(description = "What it measures; intervals are there of electricity alone") String commodity,
        @Nullable String tariff,
        @Schema(description = "Kinds of data that the utility shares: base (address, account), intervals") List<String> blocks,
        @Nullable Coverage intervalCoverage,
        @Schema(description = "IANA time zone in which its days begin") String timeZone, @Nullable Instant lastSync,
        @Schema(allowableValues = {"green_button", "utility_api", "cds", "upload"}) String source,
        @Schema(description = "Whether it still delivers: inactive: switched off at the point of delivery; ended: the"
                + " utility has put it away", allowableValues = {"active", "inactive", "ended"}) String status,
        @Schema(description = "Since when the status is not what it was before") @Nullable Instant statusSince,
        @Schema(description = "The address before the present one") @Nullable String formerServiceAddress,
        @Nullable Instant addressChangedAt) {

    /**
     * From when to when there are intervals.
     *
     * @param gaps periods in between without, the earliest 100
     */
    @Schema(name = "IntervalCoverage")
    record Coverage(Instant start, Instant end, List<Gap> gaps) {}

    /** A period without intervals. */
    @Schema(name = "IntervalGap")
    record Gap(Instant start, Instant end) {}

    MeterView covering(@Nullable Coverage coverage) {
        return new MeterView(id, facilityId, authorizationId, providerId, utilityMeterId, usagePointId, accountId,
                serviceAddress, meterType, role, commodity, tariff, blocks, coverage, timeZone, lastSync, source,
                status,
                statusSince, formerServiceAddress, addressChangedAt);
    }
}
