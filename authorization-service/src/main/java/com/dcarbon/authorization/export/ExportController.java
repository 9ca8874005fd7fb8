// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** An authorization as a file, over HTTP. */
@RestController
@Tag(name = "Authorizations")
class ExportController {
    private final ExportingAuthorization exporting;

    ExportController(ExportingAuthorization exporting) {
        this.exporting = exporting;
    }

    @GetMapping("/authorizations/{id}/export")
    @Operation(operationId = "exportAuthorization", summary = "The full view of an authorization as a file", description = "For administrators; others who may see the authorization get 403. CSV has the sections one below the other, in UTF-8 with a byte order mark, formulas neutralised; PDF is for printing and handing on. A part that no service tells is named as not available. Each export is recorded in the audit log as data_exported.")
    @ApiResponse(responseCode = "200", description = "The file, as an attachment", content = {
            @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
            @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary"))})
    Mono<ResponseEntity<byte[]>> export(@Parameter(hidden = true) Caller caller, @PathVariable UUID id,
            @Parameter(schema = @Schema(allowableValues = {
                    "csv", "pdf"}), required = true) @RequestParam(required = false) @Nullable String format) {
        ExportFormat wanted = ExportFormat.of(format);
        return exporting.export(id, wanted, caller).map(file -> answer(file, wanted));
    }

    private static ResponseEntity<byte[]> answer(ExportedFile file, ExportFormat format) {
        return ResponseEntity.ok()
                .contentType(format.type())
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file.name()).build().toString())
                .body(file.bytes());
    }
}
