// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.nio.charset.StandardCharsets;

/** A source of reproducible chance: the same seed and index always give the same number (SplitMix64). */
record Seed(long value) {
    static Seed of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return new Seed(mix(hash));
    }

    /** A seed of its own for one purpose. */
    Seed fork(String purpose) {
        return new Seed(mix(value ^ of(purpose).value));
    }

    /** A number in [0, 1). */
    double unit(long index) {
        return (mix(value + index * 0x9e3779b97f4a7c15L) >>> 11) * 0x1.0p-53;
    }

    /** A number in [low, high). */
    double between(long index, double low, double high) {
        return low + (high - low) * unit(index);
    }

    /** A whole number in [0, bound). */
    int below(long index, int bound) {
        return (int) (unit(index) * bound);
    }

    /** That many digits, the first of them not 0. */
    String digits(long index, int count) {
        StringBuilder digits = new StringBuilder().append(1 + below(index * 31 + 7, 9));
        for (int i = 1; i < count; i++) {
            digits.append(below(index * 31 + 7 + i * 1009L, 10));
        }
        return digits.toString();
    }

    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
