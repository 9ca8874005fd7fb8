// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;

/**
 * Chooses from the values of one reading: {@code fwd} is delivered, {@code rev} received, {@code gen} generated,
 * {@code net} the balance; {@code kwh} is the balance where no {@code net} is told. A balance that is not told but
 * follows from its parts is worked out, so that a meter that needs its balance for some readings can have it for all.
 */
public final class Datapoints {
    private Datapoints() {}

    /**
     * @param kwh the reading's own value, or null
     * @param notes takes the reason for each value that is left out
     */
    public static Chosen choose(@Nullable BigDecimal kwh, List<Datapoint> points, Consumer<String> notes) {
        Map<Direction, Energy> energies = new EnumMap<>(Direction.class);
        points.forEach(point -> add(energies, point, notes));
        if (points.isEmpty() || kwh != null && isBalance(energies)) {
            add(energies, new Datapoint("net", "kwh", kwh), notes);
        }
        Energy told = energies.get(Direction.NET);
        Optional<BigDecimal> parts = balanceOfParts(energies);
        if (told == null) {
            parts.flatMap(Energy::ofWattHours).ifPresent(net -> energies.put(Direction.NET, net));
            return new Chosen(energies, false);
        }
        boolean same = parts.isPresent() && parts.get().compareTo(told.wattHours()) == 0;
        boolean both = energies.containsKey(Direction.DELIVERED) && energies.containsKey(Direction.RECEIVED);
        if (both && !same) {
            notes.accept("net_differs");
        }
        return new Chosen(energies, !both && !same);
    }

    /** Beside generated energy alone, {@code kwh} says nothing of a balance. */
    private static boolean isBalance(Map<Direction, Energy> energies) {
        boolean onlyGenerated = energies.size() == 1 && energies.containsKey(Direction.GENERATED);
        return !energies.containsKey(Direction.NET) && !onlyGenerated;
    }

    /** Delivered less received; where only one of them is told, nothing went the other way. */
    private static Optional<BigDecimal> balanceOfParts(Map<Direction, Energy> energies) {
        Energy delivered = energies.get(Direction.DELIVERED);
        Energy received = energies.get(Direction.RECEIVED);
        if (delivered == null && received == null) {
            return Optional.empty();
        }
        BigDecimal in = delivered == null ? BigDecimal.ZERO : delivered.wattHours();
        return Optional.of(received == null ? in : in.subtract(received.wattHours()));
    }

    private static void add(Map<Direction, Energy> chosen, Datapoint point, Consumer<String> notes) {
        Optional<Direction> direction = direction(point.type());
        if (direction.isEmpty()) {
            notes.accept("datapoint_" + Notable.word(point.type()));
            return;
        }
        BigDecimal value = point.value();
        if (value == null) {
            notes.accept("no_value");
            return;
        }
        Energy.of(value, point.unit())
                .ifPresentOrElse(energy -> keep(chosen, direction.get(), energy, notes),
                        () -> notes.accept("unit_" + Notable.word(String.valueOf(point.unit()))));
    }

    /** The first counts; another one beside it is at least told. */
    private static void keep(Map<Direction, Energy> chosen, Direction direction, Energy energy,
            Consumer<String> notes) {
        Energy before = chosen.putIfAbsent(direction, energy);
        if (before != null && !before.equals(energy)) {
            notes.accept("further_" + direction.wire());
        }
    }

    private static Optional<Direction> direction(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "fwd" -> Optional.of(Direction.DELIVERED);
            case "rev" -> Optional.of(Direction.RECEIVED);
            case "net" -> Optional.of(Direction.NET);
            case "gen" -> Optional.of(Direction.GENERATED);
            default -> Optional.empty();
        };
    }
}
