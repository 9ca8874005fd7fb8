// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.dcarbon.facility.registry.FacilityJson.Utility;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.ProviderChangeStatus;
import com.dcarbon.facility.rules.UtilityChange;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A change of the utility that is under way.
 *
 * @param from the utility that was authorized or chosen until then, or null
 * @param message what is going on and what to do, for a person
 */
@Schema(name = "ProviderChange")
public record ProviderChangeJson(Utility provider, @Nullable Utility from,
        @Schema(description = "revoking: the former authorization is being ended, nothing else can begin; authorization_needed: nobody has begun to authorize; authorizing: someone has; abandoned: that came to nothing and can be started again") ProviderChangeStatus status,
        String message, Instant requestedAt) {

    static @Nullable ProviderChangeJson of(Facility facility, Function<String, Utility> utilities) {
        UtilityChange change = facility.providerChange();
        if (change == null) {
            return null;
        }
        Utility provider = utilities.apply(change.request().providerId());
        String former = change.fromProviderId();
        Utility from = former == null ? null : utilities.apply(former);
        return facility.providerChangeStatus()
                .map(status -> new ProviderChangeJson(provider, from, status, message(status, provider, from),
                        change.request().requestedAt()))
                .orElse(null);
    }

    private static String message(ProviderChangeStatus status, Utility provider, @Nullable Utility from) {
        return switch (status) {
            case REVOKING -> "The authorization at %s is being ended. Then %s can be authorized."
                    .formatted(from == null ? "the former utility" : from.name(), provider.name());
            case AUTHORIZATION_NEEDED -> "%s has to be authorized before data arrives from there."
                    .formatted(provider.name());
            case AUTHORIZING -> "%s is being authorized.".formatted(provider.name());
            case ABANDONED -> "The authorization at %s was not completed. It can be started again."
                    .formatted(provider.name());
        };
    }
}
