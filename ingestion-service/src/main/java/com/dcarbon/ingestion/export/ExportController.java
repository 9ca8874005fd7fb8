// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.interval.IntervalQuestions.Question;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The intervals of a meter as a file. */
@RestController
@Tag(name = "Meters and intervals")
class ExportController {
    private final ExportingIntervals exporting;

    ExportController(ExportingIntervals exporting) {
        this.exporting = exporting;
    }

    @GetMapping("/intervals/export")
    @Operation(operationId = "exportIntervals", summary = "The intervals of a meter as a file", description = "The same intervals as readIntervals, all of the period, streamed whatever their number. CSV (RFC 4180) has"
            + " start and end in UTC, the start in the meter's local time, direction, the exact Wh, quality and whether it"
            + " is an estimate. XLSX is a workbook: a summary with the totals of each local day and direction, then a sheet"
            + " for each local year. For owner, accepted operator and admins; each export is recorded in the audit log as"
            + " data_exported. A file that breaks off in the middle ends without the last chunk of the HTTP answer.")
    @ApiResponse(responseCode = "200", description = "The file, as an attachment", content = {
            @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
            @Content(mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", schema = @Schema(type = "string", format = "binary"))})
    Mono<ResponseEntity<Flux<DataBuffer>>> export(@RequestParam(name = "meter_id") UUID meterId,
            @Parameter(description = "Inclusive: a date in the meter's time zone or an RFC 3339 time. Default: 7 days "
                    + "before the end") @RequestParam(required = false) @Nullable String start,
            @Parameter(description = "Exclusive, likewise. Default: now") @RequestParam(required = false) @Nullable String end,
            @Parameter(schema = @Schema(allowableValues = {
                    "csv", "xlsx"}), required = true) @RequestParam(required = false) @Nullable String format,
            @Parameter(schema = @Schema(allowableValues = {"raw", "hour", "day",
                    "month"})) @RequestParam(defaultValue = "raw") String resolution,
            @Parameter(schema = @Schema(allowableValues = {"delivered", "received", "net",
                    "generated"})) @RequestParam(required = false) @Nullable String direction,
            @Parameter(hidden = true) Caller caller) {
        ExportFormat wanted = ExportFormat.of(format);
        return exporting.export(new Question(meterId, start, end, resolution, direction), wanted, caller)
                .map(export -> ResponseEntity.ok()
                        .contentType(wanted.type())
                        .cacheControl(CacheControl.noStore())
                        .header(HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment().filename(export.name()).build().toString())
                        .body(export.bytes()));
    }
}
