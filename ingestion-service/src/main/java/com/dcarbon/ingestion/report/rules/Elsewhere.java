// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.time.YearMonth;
import java.util.Set;

/**
 * What another facility has of a meter. Certificates for it are claimed there, so that they must not be claimed here.
 *
 * @param months of which another facility's report told energy of the same meter
 * @param connected whether another facility is connected to it at the utility: what a person uploaded here proves nothing
 */
public record Elsewhere(Set<YearMonth> months, boolean connected) {
    public static final Elsewhere NOTHING = new Elsewhere(Set.of(), false);

    public Elsewhere {
        months = Set.copyOf(months);
    }

    boolean has(YearMonth month, boolean uploaded) {
        return months.contains(month) || uploaded && connected;
    }
}
