// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.net.URI;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.facility.rules.Facility;
import com.dcarbon.platform.database.EntityVersion;
import com.dcarbon.platform.idempotency.Idempotency;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Facilities over HTTP. */
@RestController
@RequestMapping("/facilities")
@Tag(name = "Facilities")
class FacilityController {
    private final Facilities facilities;
    private final FacilityLists lists;
    private final RegisteringFacility registering;
    private final EditingFacility editing;
    private final DiscardingRegistration discarding;
    private final FacilityView view;
    private final Idempotency idempotency;

    FacilityController(Facilities facilities, FacilityLists lists, RegisteringFacility registering,
            EditingFacility editing,
            DiscardingRegistration discarding, FacilityView view, Idempotency idempotency) {
        this.facilities = facilities;
        this.lists = lists;
        this.registering = registering;
        this.editing = editing;
        this.discarding = discarding;
        this.view = view;
        this.idempotency = idempotency;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "registerFacility", summary = "Begin a registration", description = "Answers 201 with Location and ETag. Residential users send no owner_role; who is both commercial and residential registers a home without it.")
    Mono<ResponseEntity<FacilityJson>> register(Caller caller,
            @Parameter(description = "The same key and body answer the same result") @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewFacility wanted) {
        return idempotency.once(key, caller, "register_facility", wanted, FacilityJson.class,
                () -> registering.register(caller, wanted)
                        .map(facility -> ResponseEntity.created(URI.create("/facilities/" + facility.id()))
                                .eTag(EntityVersion.etag(facility.editVersion()))
                                .body(view.of(facility, caller))));
    }

    @GetMapping
    @Operation(operationId = "listFacilities", summary = "The caller's own and assigned facilities; all for an administrator", description = "All that a dashboard shows, in one call. Filters combine. counts are those of the relation, whatever status is filtered for, so that each tab can tell its number. To offer \"Continue existing registration\": registration=in_progress&relation=owner&sort=-updated_at, the one touched last first, with its name, registration.step and registration.updated_at. What stands out for an operator: attention says what the facility waits for from the caller, and auth_status=reauthorization_required finds those that were authorized once.")
    Mono<FacilityList> list(Caller caller,
            @Parameter(description = "owner or operator") @RequestParam(required = false) @Nullable String relation,
            @Parameter(description = "in_progress or complete") @RequestParam(required = false) @Nullable String registration,
            @Parameter(description = "pending, authorized, failed, revoked, reauthorization_required, or not_started where nothing ever began") @RequestParam(name = "auth_status", required = false) @Nullable String authStatus,
            @Parameter(description = "At most 500; 50 if not given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "name (without regard to case), created_at, updated_at or last_sync, with - for descending; -created_at if not given") @RequestParam(required = false) @Nullable String sort) {
        var filter = FacilityFilter.of(relation, registration, authStatus);
        return Mono.zip(lists.find(caller, filter, FacilityOrder.of(sort), PageRequest.of(limit, cursor)),
                lists.count(caller, filter),
                (page, counts) -> new FacilityList(
                        page.items().stream().map(facility -> view.of(facility, caller)).toList(), page.nextCursor(),
                        counts));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "readFacility", summary = "One facility", description = "For its owner, its accepted operator and administrators. The ETag is that of the editable part.")
    Mono<FacilityJson> read(Caller caller, @PathVariable UUID id,
            @Parameter(hidden = true) ServerHttpResponse response) {
        return facilities.find(id)
                .transform(Access.viewerOf(caller))
                .doOnNext(facility -> setEtag(response, facility))
                .map(facility -> view.of(facility, caller));
    }

    /**
     * Written to the response itself: Spring would answer a ResponseEntity's tag with 304 to {@code If-None-Match},
     * though authorization and synchronisation may have changed, which the tag does not cover.
     */
    private static void setEtag(ServerHttpResponse response, Facility facility) {
        response.getHeaders().setETag(EntityVersion.etag(facility.editVersion()));
    }

    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @Operation(operationId = "editFacility", summary = "Edit a facility", description = "A JSON merge patch: what is absent stays, null removes. Each step of a registration is saved at once, and a registration can be taken up again on any device. If-Match is required: 428 without it, 412 if someone else edited meanwhile. All mistakes are told at once, each by its field. Sizes are in kW, above 0 and at most 1000000, with at most three decimals, and one at most ten times the other; a commercial operation date lies between 1900 and ten years from now. A home has no step role. utility_provider and registration are edited only while the registration is in progress; afterwards 409 use_provider_change and registration_complete.")
    Mono<ResponseEntity<FacilityJson>> edit(Caller caller, @PathVariable UUID id,
            @Parameter(required = true, description = "The ETag that the edit starts from") @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(implementation = FacilityPatchBody.class))) @RequestBody JsonNode patch) {
        return editing.edit(caller, id, ifMatch, patch)
                .map(facility -> ResponseEntity.ok()
                        .eTag(EntityVersion.etag(facility.editVersion()))
                        .body(view.of(facility, caller)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "discardRegistration", summary = "Discard an unfinished registration", description = "Answers 409 registration_complete for a finished one.")
    Mono<Void> discard(Caller caller, @PathVariable UUID id) {
        return discarding.discard(caller, id);
    }
}
