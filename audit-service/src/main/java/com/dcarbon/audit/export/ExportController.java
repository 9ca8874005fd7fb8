// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.export;

import java.time.Instant;
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

import com.dcarbon.audit.Administrators;
import com.dcarbon.audit.log.AuditSearch;
import com.dcarbon.audit.log.SearchOrder;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The log as a file. */
@RestController
@Tag(name = "Audit log")
class ExportController {
    private final ExportingLog exporting;

    ExportController(ExportingLog exporting) {
        this.exporting = exporting;
    }

    @GetMapping("/audit-logs/export")
    @Operation(operationId = "exportAuditLog", summary = "The audit log as a file", description = "For administrators only. What searchAuditLog finds, all of it, streamed whatever its size: CSV (RFC 4180), in"
            + " which what a spreadsheet would take for a formula has an apostrophe before it, or NDJSON, one entry per line"
            + " as the search shows it. Each export is recorded as data_exported before its first byte. A file that breaks"
            + " off in the middle ends without the last chunk of the HTTP answer.")
    @ApiResponse(responseCode = "200", description = "The file, as an attachment", content = {
            @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
            @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))})
    Mono<ResponseEntity<Flux<DataBuffer>>> export(@Parameter(hidden = true) Caller caller,
            @Parameter(schema = @Schema(allowableValues = {"csv",
                    "ndjson"}), required = true) @RequestParam(required = false) @Nullable String format,
            @RequestParam(name = "event_type", required = false) @Nullable String eventType,
            @RequestParam(name = "facility_id", required = false) @Nullable UUID facilityId,
            @RequestParam(name = "authorization_id", required = false) @Nullable UUID authorizationId,
            @Parameter(description = "system:<service> for the system itself") @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @Parameter(description = "The whole address") @RequestParam(name = "ip_address", required = false) @Nullable String ipAddress,
            @Parameter(description = "Inclusive") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Exclusive") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "Text that occurs in the type, user, address or details, in any case") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "timestamp or -timestamp, which is the default") @RequestParam(required = false) @Nullable String sort) {
        Administrators.require(caller);
        ExportFormat wanted = ExportFormat.of(format);
        var search = new AuditSearch(eventType, facilityId, authorizationId, userId, ipAddress, from, to, q).checked();
        return exporting.export(search, SearchOrder.of(sort), wanted, caller)
                .map(export -> ResponseEntity.ok()
                        .contentType(wanted.type())
                        .cacheControl(CacheControl.noStore())
                        .header(HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment().filename(export.name()).build().toString())
                        .body(export.bytes()));
    }
}
