// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Which stored direction of a meter with role generation is what was generated. Utilities wire and name production meters
 * differently: as {@code gen} at UtilityAPI, as forward (1) or reverse (19) flow in ESPI. What leaves a doubt is not
 * counted: a certificate must not be claimed for energy that may be something else.
 *
 * @param direction of what was generated, or null
 * @param doubt why there is none, or null
 */
public record GeneratedSeries(@Nullable Direction direction, @Nullable Doubt doubt) {
    /** What a production meter takes for itself at night is a small part of what it gives: 1/20 at most. */
    private static final BigDecimal OWN_USE = BigDecimal.valueOf(20);

    /** Why nothing of a meter counts as generated. */
    public enum Doubt {
        /** There is no energy in any direction yet. */
        NO_ENERGY,
        /** There is a balance only: what was used on site is already taken off. */
        NET_ONLY,
        /** Much energy in both directions, as at a main meter: export is less than what was generated. */
        BOTH_DIRECTIONS;

        /** The value on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Looks at all that is stored of the meter.
     *
     * @param energy of each direction that is stored, in Wh, values below zero left out
     */
    public static GeneratedSeries of(Map<Direction, BigDecimal> energy) {
        if (energy.containsKey(Direction.GENERATED)) {
            return of(Direction.GENERATED);
        }
        BigDecimal delivered = energy.getOrDefault(Direction.DELIVERED, BigDecimal.ZERO);
        BigDecimal received = energy.getOrDefault(Direction.RECEIVED, BigDecimal.ZERO);
        if (delivered.signum() == 0 && received.signum() == 0) {
            return new GeneratedSeries(null, energy.containsKey(Direction.NET) ? Doubt.NET_ONLY : Doubt.NO_ENERGY);
        }
        if (delivered.multiply(OWN_USE).compareTo(received) <= 0) {
            return of(Direction.RECEIVED);
        }
        return received.multiply(OWN_USE).compareTo(delivered) <= 0
                ? of(Direction.DELIVERED)
                : new GeneratedSeries(null, Doubt.BOTH_DIRECTIONS);
    }

    /** That direction, beyond doubt. */
    public static GeneratedSeries of(Direction direction) {
        return new GeneratedSeries(direction, null);
    }

    /** The direction, if there is no doubt. */
    public Optional<Direction> known() {
        return Optional.ofNullable(direction);
    }
}
