// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.catalogue;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.facility.catalogue.UtilityCatalogue.Utilities;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The catalogue of utilities over HTTP. */
@RestController
@Tag(name = "Facilities")
class UtilityController {
    private final UtilityCatalogue catalogue;

    UtilityController(UtilityCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping("/utilities")
    @Operation(operationId = "listUtilities", summary = "The utilities that can be chosen", description = "Green Button utilities are offered first, in their order; the others are searched by name.")
    Utilities utilities(
            @Parameter(description = "Words or parts of a name, in any order, at most 100 characters: for the searchable lists") @RequestParam(required = false) @Nullable String q) {
        return catalogue.matching(q);
    }
}
