// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.util.List;

/**
 * What one kind of fault can be told.
 *
 * @param name the field
 * @param meaning its values, and what stands if it is left out
 */
public record Parameter(String name, String meaning) {
    static List<Parameter> retryAfter() {
        return List.of(new Parameter("retry_after", "such as 5s; no Retry-After if left out"),
                new Parameter("retry_after_as", "seconds or date; seconds if left out"));
    }

    static List<Parameter> location() {
        return List.of(new Parameter("location", "an address; " + Nonsense.OTHER_HOST + " if left out"));
    }
}
