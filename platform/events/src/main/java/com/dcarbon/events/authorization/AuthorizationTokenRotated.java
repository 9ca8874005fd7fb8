// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import com.dcarbon.events.EventData;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The credentials with which an authorization's data are read were replaced by new ones; access went on all the while.
 *
 * @param rotatedAt since when the new ones serve
 * @param means how the new ones were had
 */
public record AuthorizationTokenRotated(UUID facilityId, UUID authorizationId, AuthMethod authMethod,
        String providerId, Instant rotatedAt, Means means) implements EventData {

    /** How credentials are replaced. */
    public enum Means {
        /** The utility gave new tokens for this authorization (RFC 6749, section 6). */
        REFRESH_GRANT,
        /** The platform's own token at the provider was replaced, and this authorization was verified with it. */
        PLATFORM_TOKEN;

        /** The value on the wire: snake_case. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if it is none of these */
        @JsonCreator
        public static Means of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
