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
 * {@code net} the balance, which is left out where its parts are there, or where nothing was received, so that it says the
 * same as {@code fwd}. {@code kwh} alone is the balance.
 */
public final class Datapoints {
    private Datapoints() {}

    /**
     * @param kwh the reading's own value, or null
     * @param notes takes the reason for each value that is left out
     */
    public static Map<Direction, Energy> choose(@Nullable BigDecimal kwh, List<Datapoint> points,
            Consumer<String> notes) {
        Map<Direction, Energy> chosen = new EnumMap<>(Direction.class);
        points.forEach(point -> add(chosen, point, notes));
        if (points.isEmpty()) {
            add(chosen, new Datapoint("net", "kwh", kwh), notes);
        }
        Energy delivered = chosen.get(Direction.DELIVERED);
        Energy net = chosen.get(Direction.NET);
        if (delivered != null && net != null && (chosen.containsKey(Direction.RECEIVED) || net.equals(delivered))) {
            chosen.remove(Direction.NET);
        }
        return chosen;
    }

    private static void add(Map<Direction, Energy> chosen, Datapoint point, Consumer<String> notes) {
        Optional<Direction> direction = direction(point.type());
        if (direction.isEmpty()) {
            notes.accept("other_datapoint");
            return;
        }
        BigDecimal value = point.value();
        if (value == null) {
            notes.accept("no_value");
            return;
        }
        Energy.of(value, point.unit())
                .ifPresentOrElse(energy -> chosen.putIfAbsent(direction.get(), energy),
                        () -> notes.accept("no_energy"));
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
