// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.ingestion.report.rules.MonthCount.Left;

/** Goes through the readings of one unit in one month: which count, and why others do not. */
final class CountingMonth {
    private final Unit unit;
    private final @Nullable Direction series;
    private final LocalMonth month;
    private final long oldEnough;
    private final TimeTaken elsewhere;
    private final Map<LeftOut, Left> leftOut = new EnumMap<>(LeftOut.class);
    private final Map<Integer, Integer> lengths = new HashMap<>();
    private final MessageDigest digest = sha256();
    private BigDecimal wh = BigDecimal.ZERO;
    private int counted;
    private int stored;
    private int estimated;
    private long covered;

    /**
     * @param series which one counts, or null if none does
     * @param oldEnough epoch second; what ends later is too young
     * @param elsewhere the time for which other meters of the same unit have readings
     */
    CountingMonth(Unit unit, @Nullable Direction series, LocalMonth month, long oldEnough, TimeTaken elsewhere) {
        this.unit = unit;
        this.series = series;
        this.month = month;
        this.oldEnough = oldEnough;
        this.elsewhere = elsewhere;
    }

    MonthCount count() {
        if (series != null) {
            unit.readings(series, month, this::take);
        }
        return new MonthCount(series, Energy.plain(wh), counted, stored, expected(), covered, month.seconds(),
                estimated,
                Map.copyOf(leftOut), HexFormat.of().formatHex(digest.digest()));
    }

    private void take(Reading reading, boolean uploaded) {
        Optional<LeftOut> reason = reasonAgainst(reading, uploaded);
        BigDecimal energy = reading.wattHours();
        stored++;
        covered += Math.min(reading.end(), month.end()) - reading.start();
        lengths.merge(reading.seconds(), 1, Integer::sum);
        if (Quality.isEstimated(reading.quality())) {
            estimated++;
        }
        if (reason.isPresent()) {
            leftOut.put(reason.get(), leftOut.getOrDefault(reason.get(), new Left(0, BigDecimal.ZERO)).and(energy));
        } else {
            counted++;
            wh = wh.add(energy);
        }
        note(reading, reason.map(LeftOut::wire).orElse("counted"));
    }

    private Optional<LeftOut> reasonAgainst(Reading reading, boolean uploaded) {
        if (reading.end() > month.end()) {
            return Optional.of(LeftOut.CROSSES_MONTH);
        }
        if (uploaded && !unit.uploadsCount()) {
            return Optional.of(LeftOut.UPLOADED);
        }
        if (unit.elsewhere().has(month.month(), uploaded) || elsewhere.overlaps(reading)) {
            return Optional.of(LeftOut.COUNTED_ELSEWHERE);
        }
        return qualityAgainst(reading.quality()).or(() -> valueAgainst(reading));
    }

    private static Optional<LeftOut> qualityAgainst(int quality) {
        if (Quality.isMeasured(quality)) {
            return Optional.empty();
        }
        if (Quality.isEstimated(quality)) {
            return Optional.of(LeftOut.ESTIMATED);
        }
        return Optional.of(switch (quality) {
            case Quality.QUESTIONABLE -> LeftOut.QUESTIONABLE;
            case Quality.UNKNOWN -> LeftOut.UNKNOWN_QUALITY;
            default -> LeftOut.NOT_MEASURED;
        });
    }

    private Optional<LeftOut> valueAgainst(Reading reading) {
        if (reading.value() < 0) {
            return Optional.of(LeftOut.BELOW_ZERO);
        }
        return reading.end() > oldEnough ? Optional.of(LeftOut.TOO_YOUNG) : Optional.empty();
    }

    /** What is missing would have come in readings as long as most are. */
    private int expected() {
        if (stored == 0) {
            return 0;
        }
        int usual = lengths.entrySet()
                .stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
        long missing = Math.max(0, month.seconds() - covered);
        return stored + Math.toIntExact((missing + usual - 1) / usual);
    }

    private void note(Reading reading, String outcome) {
        String line = reading.start() + "," + reading.seconds() + ","
                + Energy.plain(reading.wattHours()).toPlainString() + ","
                + reading.quality() + "," + outcome + "\n";
        digest.update(line.getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
