// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a facility generated in a month, as it is told to the registry. */
@Schema(name = "GenerationReport")
record GenerationReport(@Schema(description = "Null for a preview") @Nullable UUID id, UUID facilityId,
        @Schema(description = "yyyy-mm", example = "2026-10") String month,
        @Schema(allowableValues = {
                "preview", "frozen"}) String state,
        @Schema(description = "As of when the readings were looked at") Instant asOf,
        @Schema(description = "From when the month can be frozen: it is over, and its readings are old enough") Instant freezableFrom,
        @Schema(description = "How old a reading must be to count, ISO 8601", example = "PT336H") String minimumAge,
        @Schema(description = "Certificates of all meters") long wholeMwh,
        @Schema(description = "What was generated in the month, exact") BigDecimal exactMwh,
        @Schema(description = "Corrections of months that were frozen before, exact; may be negative") BigDecimal adjustmentMwh,
        @Schema(description = "The fractions of all meters that are carried to the next month, exact; negative while a debt remains") BigDecimal carriedMwh,
        List<MeterLine> meters,
        @Schema(description = "Export to the grid that was measured; less than what was generated, and never counted") List<Export> exportedBeside) {

    /** One meter, which is one generating unit. */
    @Schema(name = "GenerationReportMeter")
    record MeterLine(UUID meterId, @Schema(description = "The number on the meter") @Nullable String utilityMeterId,
            String providerId, String source, String timeZone,
            @Schema(description = "Beginning of the local month") Instant start,
            @Schema(description = "End of the local month, exclusive") Instant end,
            @Schema(description = "Which stored series is counted as generated; null if none is", allowableValues = {
                    "delivered", "received", "generated"}) @Nullable String generatedFrom,
            @Schema(description = "Why no series is counted, or null", allowableValues = {"no_energy", "net_only",
                    "both_directions", "role_changed"}) @Nullable String notCounted,
            @Schema(description = "Certificates: carried in, generated and adjusted, in whole MWh") long wholeMwh,
            @Schema(description = "Generated in the month, exact") BigDecimal exactMwh,
            @Schema(description = "Generated in the month, in Wh, exact") BigDecimal generatedWh,
            @Schema(description = "Sum of the adjustments") BigDecimal adjustmentWh, List<AdjustmentLine> adjustments,
            BigDecimal carryInWh, BigDecimal carryOutWh,
            @Schema(description = "Who keeps the fraction", allowableValues = {"registry",
                    "platform"}) String carriedBy,
            @Schema(description = "What the registry is to be told: the exact amount where it carries the fraction itself, else whole MWh") BigDecimal reportedMwh,
            Readings readings) {}

    /** A correction of a month that was frozen before. */
    @Schema(name = "GenerationReportAdjustment")
    record AdjustmentLine(String month, @Schema(description = "Told until now") BigDecimal toldWh,
            @Schema(description = "What its readings come to now") BigDecimal nowWh, BigDecimal changeWh) {}

    /** What the numbers are made of. */
    @Schema(name = "GenerationReportReadings")
    record Readings(@Schema(description = "0 where there are none at all") int expected, int stored, int counted,
            @Schema(description = "Share of the month with readings, 0 to 1, rounded down") BigDecimal completeness,
            @Schema(description = "Share of estimates among the readings, 0 to 1, rounded down") BigDecimal estimatedShare,
            List<LeftOutLine> leftOut,
            @Schema(description = "SHA-256 over the readings and what became of each, hexadecimal") String valuesSha256) {}

    /** Readings that do not count, for one reason. */
    @Schema(name = "GenerationReportLeftOut")
    record LeftOutLine(@Schema(allowableValues = {"crosses_month", "uploaded", "counted_elsewhere", "estimated",
            "questionable", "unknown_quality", "not_measured", "below_zero", "too_young"}) String reason,
            int intervals, BigDecimal wh) {}

    /** What a meter measured as export to the grid in the month, whatever the quality. */
    @Schema(name = "GenerationReportExport")
    record Export(UUID meterId, @Nullable String utilityMeterId, String role, int intervals, BigDecimal receivedWh) {}

    GenerationReport frozen(UUID frozenId) {
        return new GenerationReport(frozenId, facilityId, month, "frozen", asOf, freezableFrom, minimumAge, wholeMwh,
                exactMwh, adjustmentMwh, carriedMwh, meters, exportedBeside);
    }
}
