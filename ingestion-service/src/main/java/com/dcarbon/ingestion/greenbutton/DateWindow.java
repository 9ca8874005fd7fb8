// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.dcarbon.platform.providers.ProviderProfile.DateFilter;

/**
 * Narrows a resource to a period, in the form that all custodians understand: UTC with {@code Z}, whole seconds. The same
 * window gives the same address, which a custodian that prepares its answer relies on.
 */
record DateWindow(DateFilter filter, Instant start, Instant end) {

    String applyTo(String url) {
        String name = switch (filter) {
            case NONE -> "";
            case PUBLISHED -> "published";
            case UPDATED -> "updated";
        };
        if (name.isEmpty() || url.contains("published-min=") || url.contains("updated-min=")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + name + "-min=" + seconds(start) + "&" + name + "-max="
                + seconds(end);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
