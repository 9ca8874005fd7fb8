// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import org.jspecify.annotations.Nullable;

/**
 * What the owner of a facility may edit.
 *
 * @param utilityProviderId the chosen utility's profile id, or null
 */
public record Editable(String name, @Nullable Address address, @Nullable Finance finance, @Nullable Installer installer,
        @Nullable String utilityProviderId) {

    static Editable named(String name) {
        return new Editable(name, null, null, null, null);
    }

    Editable withUtilityProvider(String providerId) {
        return new Editable(name, address, finance, installer, providerId);
    }
}
