// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;

/**
 * Chooses from the values of one reading: {@code fwd} is delivered, {@code rev} received, {@code gen} generated,
 * {@code net} the balance; {@code kwh} is the balance where no {@code net} is told. A balance that is not told but
 * follows from its parts is worked out, so that a meter that needs its balance for some readings can have it for all.
 */
public final class Datapoints {
    private final Consumer<String> notes;
    private final Map<Direction, Energy> energies = new EnumMap<>(Direction.class);
    private final Map<Direction, String> meterNumbers = new EnumMap<>(Direction.class);
    /** Of which a value is told, or should have been. */
    private final Set<Direction> mentioned = EnumSet.noneOf(Direction.class);

    private Datapoints(Consumer<String> notes) {
        this.notes = notes;
    }

    /**
     * @param kwh the reading's own value, or null
     * @param notes takes the reason for each value that is left out
     */
    public static Chosen choose(@Nullable BigDecimal kwh, List<Datapoint> points, Consumer<String> notes) {
        var chosen = new Datapoints(notes);
        points.forEach(chosen::add);
        if (points.isEmpty() || kwh != null && chosen.needsBalance()) {
            chosen.add(new Datapoint("net", "kwh", kwh, null));
        }
        return chosen.chosen();
    }

    private Chosen chosen() {
        Energy told = energies.get(Direction.NET);
        Optional<BigDecimal> parts = balanceOfParts();
        if (told == null) {
            parts.map(Energy::ofWattHours).ifPresent(net -> net.ifPresentOrElse(
                    energy -> energies.put(Direction.NET, energy), () -> notes.accept("net_not_exact")));
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
    private boolean needsBalance() {
        return !energies.containsKey(Direction.NET) && !mentioned.equals(EnumSet.of(Direction.GENERATED));
    }

    /**
     * Delivered less received; where only one of them is told, nothing went the other way. Not where one should have been
     * told and has no value.
     */
    private Optional<BigDecimal> balanceOfParts() {
        Energy delivered = energies.get(Direction.DELIVERED);
        Energy received = energies.get(Direction.RECEIVED);
        boolean missing = delivered == null && mentioned.contains(Direction.DELIVERED)
                || received == null && mentioned.contains(Direction.RECEIVED);
        if (missing || delivered == null && received == null) {
            return Optional.empty();
        }
        BigDecimal in = delivered == null ? BigDecimal.ZERO : delivered.wattHours();
        return Optional.of(received == null ? in : in.subtract(received.wattHours()));
    }

    private void add(Datapoint point) {
        Optional<Direction> direction = direction(point.type());
        if (direction.isEmpty()) {
            notes.accept("datapoint_" + Notable.word(point.type()));
            return;
        }
        mentioned.add(direction.get());
        BigDecimal value = point.value();
        if (value == null) {
            notes.accept("no_value");
            return;
        }
        Energy.of(value, point.unit())
                .ifPresentOrElse(energy -> keep(direction.get(), energy, point.meterNumber()),
                        () -> notes.accept("unit_" + Notable.word(String.valueOf(point.unit()))));
    }

    /** The first counts; another one beside it, or one of another meter, is at least told. */
    private void keep(Direction direction, Energy energy, @Nullable String meterNumber) {
        Energy before = energies.putIfAbsent(direction, energy);
        String number = Objects.requireNonNullElse(meterNumber, "");
        String numberBefore = meterNumbers.putIfAbsent(direction, number);
        if (before != null && !(before.equals(energy) && number.equals(numberBefore))) {
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
