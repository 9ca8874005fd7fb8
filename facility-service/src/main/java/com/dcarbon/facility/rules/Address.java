// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import org.jspecify.annotations.Nullable;

/**
 * Where a facility is; a registration may know only a part of it yet.
 *
 * @param country two letters (ISO 3166-1)
 */
public record Address(@Nullable String line1, @Nullable String line2, @Nullable String city, @Nullable String state,
        @Nullable String postalCode, @Nullable String country) {
    static final Address UNKNOWN = new Address(null, null, null, null, null, null);

    boolean isUnknown() {
        return equals(UNKNOWN);
    }
}
