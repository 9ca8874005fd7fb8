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
        @Schema(description = "What is the matter with it, or null. not_reported: the utility no longer names it", allowableValues = {
                "not_reported"}) @Nullable String condition,
        @Schema(description = "Since when") @Nullable Instant conditionSince,
        @Schema(description = "IANA time zone in which its days begin") String timeZone, @Nullable Instant lastSync,
        @Schema(allowableValues = {"green_button", "utility_api", "cds", "upload"}) String source,
        @Schema(description = "What PATCH needs as If-Match; a synchronisation never changes it") String etag,
        @Schema(description = "Whether a person said what role it has; imports do not change it then") boolean roleSetByPerson,
        @Schema(description = "Which series a frozen report counted as generated; null before the first, and for other roles", allowableValues = {
                "delivered", "received", "generated"}) @Nullable String generatedFrom,
        @Schema(description = "When an administrator let its uploaded readings count in generation reports, or null") @Nullable Instant uploadAcceptedAt,
        @Schema(description = "Whether it still delivers: inactive: switched off at the point of delivery; ended: the"
                + " utility has put it away", allowableValues = {"active", "inactive", "ended"}) String status,
        @Schema(description = "Since when the status is not what it was before") @Nullable Instant statusSince,
        @Schema(description = "The address before the present one") @Nullable String formerServiceAddress,
        @Nullable Instant addressChangedAt) {

    /**
     * From when to when there are intervals.
     *
     * @param gaps periods in between without, of any direction, the earliest 100
     */
    @Schema(name = "IntervalCoverage")
    record Coverage(Instant start, Instant end, List<Gap> gaps) {}

    /** A period without intervals. */
    @Schema(name = "IntervalGap")
    record Gap(Instant start, Instant end,
            @Schema(description = "open: the utility is asked for it again and again; declared_absent: it has answered often and for long without it", allowableValues = {
                    "open", "declared_absent"}) String state) {}

    MeterView covering(@Nullable Coverage coverage) {
        return new MeterView(id, facilityId, authorizationId, providerId, utilityMeterId, usagePointId, accountId,
                serviceAddress, meterType, role, commodity, tariff, blocks, coverage, condition,
                conditionSince, timeZone, lastSync, source, etag,
                roleSetByPerson, generatedFrom, uploadAcceptedAt,
                status, statusSince, formerServiceAddress, addressChangedAt);
    }
}
