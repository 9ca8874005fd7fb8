// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Names the codes because of which a series is left out, or is taken although they are not known. */
final class UnusualCodes {
    /** accumulationBehaviour: none, registers, delta. */
    private static final Set<Integer> ACCUMULATIONS = Set.of(0, 1, 2, 3, 4, 9);

    private UnusualCodes() {}

    /** The code that is the reason for a refusal, if a code is. */
    static Optional<String> because(Refusal refusal, UsagePoint point, ReadingType.Attributes type) {
        return switch (refusal) {
            case NOT_ELECTRICITY -> Optional.of(point.mayBeElectricity()
                    ? "commodity_" + type.commodity()
                    : "service_category_" + point.category());
            case UNREADABLE_CODE -> type.unreadable().map(code -> code + "_unreadable");
            case UNKNOWN_UNIT -> Optional.of("uom_" + told(type.unit()));
            case NOT_ENERGY -> Optional.of(Integer.valueOf(SeriesBook.WATT_HOURS).equals(type.unit())
                    ? "kind_" + type.kind()
                    : "uom_" + type.unit());
            case NOT_A_TOTAL -> Optional.of("data_qualifier_" + type.dataQualifier());
            case IMPLAUSIBLE_MULTIPLIER -> Optional.of("power_of_ten_" + told(type.powerOfTen()));
            default -> Optional.empty();
        };
    }

    static String told(@Nullable Integer code) {
        return code == null ? "untold" : code == ReadingType.UNREADABLE ? "unreadable" : code.toString();
    }

    /** Those of a series that is taken: they may mean that it is something else than we think. */
    static List<String> of(ReadingType.Attributes type) {
        List<String> unusual = new ArrayList<>();
        if (type.accumulation() != null && !ACCUMULATIONS.contains(type.accumulation())) {
            unusual.add("accumulation_" + type.accumulation());
        }
        if (type.dataQualifier() != null && !EnergySeries.TOTALS.contains(type.dataQualifier())) {
            unusual.add("data_qualifier_" + type.dataQualifier());
        }
        return unusual;
    }
}
