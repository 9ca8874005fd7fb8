// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import org.jspecify.annotations.Nullable;

import com.dcarbon.facility.rules.Address;
import com.dcarbon.facility.rules.Finance;
import com.dcarbon.facility.rules.Installer;
import com.dcarbon.facility.rules.RegistrationStep;

import io.swagger.v3.oas.annotations.media.Schema;

/** The shape of an edit, for the API document only: a merge patch must tell absent from null, which no record can. */
@Schema(name = "FacilityPatch")
record FacilityPatchBody(@Nullable String name, @Nullable Address address, @Nullable Finance finance,
        @Nullable Installer installer,
        @Schema(description = "Only while the registration is in progress") @Nullable Choice utilityProvider,
        @Nullable Progress registration) {

    @Schema(name = "UtilityChoice")
    record Choice(String id) {}

    @Schema(name = "RegistrationProgress")
    record Progress(RegistrationStep step) {}
}
