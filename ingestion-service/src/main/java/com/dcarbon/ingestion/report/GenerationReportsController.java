// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.net.URI;
import java.time.YearMonth;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** What a facility generated, for WREGIS. */
@RestController
@Tag(name = "Generation reports")
class GenerationReportsController {
    private static final String FACILITY = "This facility";
    private static final MediaType CSV = new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8);

    private final ReadingReports reading;
    private final FreezingMonth freezing;
    private final FacilityAccess access;

    GenerationReportsController(ReadingReports reading, FreezingMonth freezing, FacilityAccess access) {
        this.reading = reading;
        this.freezing = freezing;
        this.access = access;
    }

    /** Which month is to be frozen. */
    @Schema(name = "FreezeMonth")
    record FreezeMonth(@Schema(description = "yyyy-mm", example = "2026-10") @Nullable String month) {}

    @GetMapping("/facilities/{id}/generation-report")
    @Operation(operationId = "previewGenerationReport", summary = "What the facility generated in a month", description = "For owner, accepted operator and admins; each look is recorded in the audit log. A frozen month is shown as it was frozen, another one as it would be frozen now, months before it taken as frozen now. Only meters with role generation count, and of them only readings that were measured or calculated and are old enough; what does not count is told with its reason. Whole MWh with the fraction carried, per meter; corrections of frozen months as adjustments. CSV has the columns that registries take and the same numbers.")
    @ApiResponse(responseCode = "200", description = "The report; as an attachment for csv", content = {
            @Content(mediaType = "application/json", schema = @Schema(implementation = GenerationReport.class)),
            @Content(mediaType = "text/csv", schema = @Schema(type = "string"))})
    Mono<ResponseEntity<Object>> preview(@PathVariable UUID id,
            @Parameter(description = "yyyy-mm, of the meters' time zones", required = true) @RequestParam(required = false) @Nullable String month,
            @Parameter(schema = @Schema(allowableValues = {"json",
                    "csv"})) @RequestParam(required = false) @Nullable String format,
            @Parameter(hidden = true) Caller caller) {
        YearMonth wanted = month(month);
        boolean csv = isCsv(format);
        return access.requireView(id, caller, FACILITY)
                .then(Mono.defer(() -> reading.ofMonth(id, wanted, caller)))
                .map(report -> answer(report, csv));
    }

    @PostMapping("/facilities/{id}/generation-reports")
    @Operation(operationId = "freezeGenerationReport", summary = "Freeze a month", description = "For admins; others who may see the facility get 403. Freezes what the preview shows, with its inputs: 201; a month that is frozen already is answered as it was frozen: 200. Nothing changes a frozen month; what is corrected later becomes an adjustment in the next one. 409 month_not_over before the month is over and its readings are old enough, months_in_order where another month comes first, no_generation_meter where nothing would be reported, no_readings where the first month would have none.")
    @ApiResponse(responseCode = "201", description = "Frozen now")
    @ApiResponse(responseCode = "200", description = "Frozen before", content = @Content(mediaType = "application/json", schema = @Schema(implementation = GenerationReport.class)))
    Mono<ResponseEntity<GenerationReport>> freeze(@PathVariable UUID id, @RequestBody FreezeMonth body,
            @Parameter(hidden = true) Caller caller) {
        return access.requireAdmin(id, caller, FACILITY, "Only administrators freeze generation reports.")
                .then(Mono.defer(() -> freezing.freeze(id, month(body.month()), caller)))
                .map(outcome -> outcome.fresh()
                        ? ResponseEntity.created(URI.create("/facilities/" + id + "/generation-reports/"
                                + outcome.report().id())).body(outcome.report())
                        : ResponseEntity.status(HttpStatus.OK).body(outcome.report()));
    }

    @GetMapping("/facilities/{id}/generation-reports")
    @Operation(operationId = "listGenerationReports", summary = "The frozen reports of a facility", description = "The newest month first. For owner, accepted operator and admins; recorded in the audit log.")
    Mono<Page<GenerationReport>> list(@PathVariable UUID id, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, @Parameter(hidden = true) Caller caller) {
        PageRequest page = PageRequest.of(limit, cursor);
        return access.requireView(id, caller, FACILITY).then(Mono.defer(() -> reading.list(id, page, caller)));
    }

    @GetMapping("/facilities/{id}/generation-reports/{report_id}")
    @Operation(operationId = "readGenerationReport", summary = "One frozen report", description = "As it was frozen, as JSON or CSV. For owner, accepted operator and admins; recorded in the audit log.")
    @ApiResponse(responseCode = "200", description = "The report; as an attachment for csv", content = {
            @Content(mediaType = "application/json", schema = @Schema(implementation = GenerationReport.class)),
            @Content(mediaType = "text/csv", schema = @Schema(type = "string"))})
    Mono<ResponseEntity<Object>> read(@PathVariable UUID id, @PathVariable("report_id") UUID reportId,
            @Parameter(schema = @Schema(allowableValues = {"json",
                    "csv"})) @RequestParam(required = false) @Nullable String format,
            @Parameter(hidden = true) Caller caller) {
        boolean csv = isCsv(format);
        return access.requireView(id, caller, FACILITY)
                .then(Mono.defer(() -> reading.find(id, reportId, caller)))
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("This report")))
                .map(report -> answer(report, csv));
    }

    private static ResponseEntity<Object> answer(GenerationReport report, boolean csv) {
        if (!csv) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report);
        }
        String name = "generation-" + report.month() + "-" + report.facilityId() + "-" + report.state() + ".csv";
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(ReportCsv.of(report));
    }

    private static YearMonth month(@Nullable String text) {
        return ReportMonths.of(text)
                .orElseThrow(() -> ProblemException.invalidField("month", "must be a month as 2026-10"));
    }

    private static boolean isCsv(@Nullable String format) {
        if (format == null || format.isEmpty() || format.equals("json")) {
            return false;
        }
        if (format.equals("csv")) {
            return true;
        }
        throw ProblemException.invalidField("format", "must be json or csv");
    }
}
