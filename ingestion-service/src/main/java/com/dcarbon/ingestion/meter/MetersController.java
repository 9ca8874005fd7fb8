// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** The meters of a facility or an authorization. */
@RestController
@Tag(name = "Meters and intervals")
class MetersController {
    private final MeterList meters;
    private final FacilityAccess access;

    MetersController(MeterList meters, FacilityAccess access) {
        this.meters = meters;
        this.access = access;
    }

    @GetMapping("/meters")
    @Operation(operationId = "listMeters", summary = "List the meters of a facility or an authorization", description = "For its owner, its accepted operator and admins. Exactly one of the two parameters is needed.")
    Mono<Page<MeterView>> list(@RequestParam(name = "facility_id", required = false) @Nullable UUID facilityId,
            @Parameter(description = "Our id of the authorization") @RequestParam(name = "authorization", required = false) @Nullable UUID authorizationId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, @Parameter(hidden = true) Caller caller) {
        PageRequest page = PageRequest.of(limit, cursor);
        if (facilityId != null && authorizationId == null) {
            return access.requireView(facilityId, caller, "This facility")
                    .then(Mono.defer(() -> meters.ofFacility(facilityId, page)));
        }
        if (authorizationId != null && facilityId == null) {
            return meters.facilityOf(authorizationId)
                    .switchIfEmpty(Mono.error(() -> ProblemException.notFound("This authorization")))
                    .flatMap(facility -> access.requireView(facility, caller, "This authorization"))
                    .then(Mono.defer(() -> meters.ofAuthorization(authorizationId, page)));
        }
        throw ProblemException.invalidField("facility_id", "or authorization is needed, and only one of them");
    }
}
