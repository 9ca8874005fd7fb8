// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Green Button files that people bring. */
@RestController
@Tag(name = "Synchronisation")
class UploadController {
    private final TakingFile taking;
    private final FacilityAccess access;

    UploadController(TakingFile taking, FacilityAccess access) {
        this.taking = taking;
        this.access = access;
    }

    /** What the form holds. */
    @Schema(name = "GreenButtonFileForm")
    private record Form(
            @Schema(type = "string", format = "binary", description = "ESPI XML, not packed") String file) {}

    @PostMapping(path = "/facilities/{id}/green-button-files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "uploadGreenButtonFile", summary = "Bring a Green Button file", description = "For whoever may authorize the utility, where it cannot be connected. The file is read to its end before it is taken; the synchronisation of the facility shows how far its import is. The same file again is the same upload. Its meters are labelled upload; one that is connected already, here or elsewhere, is left out.")
    Mono<UploadView> upload(@PathVariable UUID id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = Form.class))) @RequestBody Flux<PartEvent> parts,
            @Parameter(hidden = true) Caller caller) {
        return access.requireAuthorize(id, caller, "This facility")
                .then(Mono.defer(() -> taking.take(id, parts, caller)));
    }
}
