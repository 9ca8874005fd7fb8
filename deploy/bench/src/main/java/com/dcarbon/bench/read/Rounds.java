// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What came out in several rounds; the middle one counts. */
final class Rounds {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
