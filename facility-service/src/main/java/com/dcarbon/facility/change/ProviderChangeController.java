// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.change;

import java.util.UUID;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.facility.registry.FacilityJson;
import com.dcarbon.facility.registry.FacilityView;
import com.dcarbon.platform.database.EntityVersion;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** The change of the utility over HTTP. */
@RestController
@Tag(name = "Facilities")
class ProviderChangeController {
    private final ChangingProvider changing;
    private final FacilityView view;

    ProviderChangeController(ChangingProvider changing, FacilityView view) {
        this.changing = changing;
        this.view = view;
    }

    @PutMapping("/facilities/{id}/utility-provider")
    @Operation(operationId = "changeUtilityProvider", summary = "Change the utility of a registered facility", description = "For whoever may authorize. Without confirm it answers 409 confirmation_required, and warning says what is lost. With it the wish is recorded, the former authorization is revoked (also at the utility), and provider_change of the facility tells how far that is; then a new authorization can be started, until then a start answers 409. Data that was already imported stays. To ask again for the utility that is chosen already changes nothing and answers 200. The ETag stays: the owner's edits are not concerned. Refusals: 403 operator_must_authorize, 409 registration_in_progress (choose it by PATCH then).")
    Mono<ResponseEntity<FacilityJson>> change(Caller caller, @PathVariable UUID id,
            @RequestBody ProviderChoice choice) {
        return changing.change(caller, id, choice)
                .map(facility -> ResponseEntity.ok()
                        .eTag(EntityVersion.etag(facility.editVersion()))
                        .body(view.of(facility, caller)));
    }
}
