// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.util.Collection;

/**
 * What a customer ticked on the selection page.
 *
 * @param points bit n stands for the n-th usage point of the household
 * @param usage whether interval readings are shared
 * @param customerData whether name, account, address and meter number are shared
 */
public record Selection(int points, boolean usage, boolean customerData) {
    private static final int ALL = 0x3fff;
    private static final int USAGE = 0x4000;
    private static final int CUSTOMER_DATA = 0x8000;

    /** Everything there is. */
    static Selection everything(boolean customerData) {
        return new Selection(ALL, true, customerData);
    }

    static Selection of(Collection<Integer> indexes, boolean usage, boolean customerData) {
        int points = indexes.stream().filter(i -> i >= 0 && i < 14).mapToInt(i -> 1 << i).reduce(0, (a, b) -> a | b);
        return new Selection(points, usage, customerData);
    }

    static Selection fromBits(int bits) {
        return new Selection(bits & ALL, (bits & USAGE) != 0, (bits & CUSTOMER_DATA) != 0);
    }

    int toBits() {
        return points | (usage ? USAGE : 0) | (customerData ? CUSTOMER_DATA : 0);
    }

    boolean includes(int index) {
        return (points & (1 << index)) != 0;
    }
}
