// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

/** What a figure has to reach: at least, or at most, that bound. */
public record Target(Kind kind, double bound) {

    /** On which side of the bound it is good. */
    public enum Kind {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    public static Target atLeast(double bound) {
        return new Target(Kind.AT_LEAST, bound);
    }

    public static Target atMost(double bound) {
        return new Target(Kind.AT_MOST, bound);
    }

    boolean isReachedBy(double figure) {
        return kind == Kind.AT_LEAST ? figure >= bound : figure <= bound;
    }

    @Override
    public String toString() {
        return kind.sign + " " + Measurement.number(bound);
    }
}
