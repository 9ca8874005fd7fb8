// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Recognises a meter of a facility that was seen before. At the same provider by its usage point, else by the number on
 * the meter, else by the service point; never by a link: those hold the subscription, which each authorization changes.
 * Under another provider, as when a facility goes over from Green Button to UtilityAPI, by the number on the meter alone:
 * the other ids are each provider's own.
 */
final class KnownMeters {
    /** A service point's name is free text at some utilities; only what looks like an id tells points apart. */
    static final String LIKE_AN_ID = "(?=.*\\d)[A-Za-z0-9._:-]{4,64}";
    private static final Pattern ID = Pattern.compile(LIKE_AN_ID);

    private final List<Known> known;
    private final Set<String> arriving;
    private final boolean uploads;
    private final Set<UUID> taken = new HashSet<>();

    /**
     * What is stored of a meter to recognise it by.
     *
     * @param here whether it came from the provider from which meters come now
     */
    record Known(UUID id, boolean here, String usagePointId, @Nullable String meterNumber,
            @Nullable String servicePoint) {}

    /** @param uploads whether people bring them in files, which do not prove that one meter took the place of another */
    KnownMeters(List<Known> known, List<ImportedMeter> arriving, boolean uploads) {
        this.known = known;
        this.uploads = uploads;
        this.arriving = new HashSet<>(arriving.stream().map(ImportedMeter::usagePointId).toList());
    }

    Optional<UUID> find(ImportedMeter meter) {
        Optional<UUID> found = first(candidate -> candidate.here()
                && candidate.usagePointId().equals(meter.usagePointId()))
                .or(() -> renamed(meter.meterNumber(), Known::meterNumber, meter))
                .or(() -> renamed(idIn(meter.servicePoint()).orElse(null), Known::servicePoint, meter))
                .or(() -> idIn(meter.meterNumber()).flatMap(this::elsewhere));
        found.ifPresent(taken::add);
        return found;
    }

    /** Under another usage point id than before, and the one from before does not come any more. */
    private Optional<UUID> renamed(@Nullable String value, Function<Known, @Nullable String> field,
            ImportedMeter meter) {
        return value == null
                ? Optional.empty()
                : first(candidate -> candidate.here() && Objects.equals(field.apply(candidate), value)
                        && !arriving.contains(candidate.usagePointId()) && !isOtherMeter(candidate, meter));
    }

    private boolean isOtherMeter(Known candidate, ImportedMeter meter) {
        return uploads && candidate.meterNumber() != null && meter.meterNumber() != null
                && !candidate.meterNumber().equals(meter.meterNumber());
    }

    private Optional<UUID> elsewhere(String number) {
        return first(candidate -> !candidate.here() && number.equals(candidate.meterNumber()));
    }

    private Optional<UUID> first(Predicate<Known> wanted) {
        return known.stream().filter(wanted).map(Known::id).filter(id -> !taken.contains(id)).findFirst();
    }

    /** The text if it looks like an id. */
    static Optional<String> idIn(@Nullable String text) {
        return Optional.ofNullable(text).filter(word -> ID.matcher(word).matches());
    }
}
