// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.platform.database.EntityVersion;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** One meter, and what a person decides about it. */
@RestController
@Tag(name = "Meters and intervals")
class MeterController {
    private static final String THING = "This meter";

    private final Meters meters;
    private final MeterList list;
    private final EditingMeter editing;
    private final FacilityAccess access;

    MeterController(Meters meters, MeterList list, EditingMeter editing, FacilityAccess access) {
        this.meters = meters;
        this.list = list;
        this.editing = editing;
        this.access = access;
    }

    @GetMapping("/meters/{id}")
    @Operation(operationId = "readMeter", summary = "One meter", description = "For the facility's owner, its accepted operator and admins. The ETag is that of what a person decides about it; a synchronisation never changes it.")
    Mono<MeterView> read(@PathVariable UUID id, @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) ServerHttpResponse response) {
        return found(id).flatMap(meter -> access.requireView(meter.facilityId(), caller, THING))
                .then(Mono.defer(() -> answer(id, response)));
    }

    @PatchMapping(path = "/meters/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @Operation(operationId = "editMeter", summary = "Say what a meter measures", description = "For whoever may authorize, and admins; others who may see the meter get 403. If-Match is required: 428 without it, 412 if someone else edited meanwhile. Only meters with role generation count in generation reports and show intervals as generated. Later imports do not change a role that was set here. The change is recorded in the audit log with what stood there before.")
    Mono<MeterView> edit(@PathVariable UUID id, @Parameter(hidden = true) Caller caller,
            @Parameter(required = true, description = "The ETag that the edit starts from") @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MeterPatch patch, @Parameter(hidden = true) ServerHttpResponse response) {
        return found(id)
                .flatMap(meter -> access
                        .requireAuthorizer(meter.facilityId(), caller, THING,
                                "Only whoever may authorize the utility may say what a meter measures.")
                        .then(Mono.defer(() -> editing.role(meter, patch.wantedRole(), EntityVersion.required(ifMatch),
                                caller))))
                .then(Mono.defer(() -> answer(id, response)));
    }

    @PostMapping("/meters/{id}/accept-upload")
    @Operation(operationId = "acceptUploadedReadings", summary = "Let the uploaded readings of a meter count", description = "For admins; others who may see the meter get 403. Readings that a person uploaded count in no generation report until then. A further file that brings readings of the meter has to be accepted again; 409 nothing_uploaded where all readings came from the utility. Recorded in the audit log.")
    Mono<MeterView> acceptUpload(@PathVariable UUID id, @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) ServerHttpResponse response) {
        return found(id)
                .flatMap(meter -> access
                        .requireAdmin(meter.facilityId(), caller, THING,
                                "Only administrators may let uploaded readings count.")
                        .then(Mono.defer(() -> editing.acceptUpload(meter, caller))))
                .then(Mono.defer(() -> answer(id, response)));
    }

    private Mono<Meter> found(UUID id) {
        return meters.find(id).switchIfEmpty(Mono.error(() -> ProblemException.notFound(THING)));
    }

    /** The tag goes into the header only: what a synchronisation changes must not be answered with 304. */
    private Mono<MeterView> answer(UUID id, ServerHttpResponse response) {
        return list.find(id).doOnNext(meter -> response.getHeaders().setETag(meter.etag()));
    }
}
