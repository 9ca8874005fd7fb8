// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

/** What a usage point measures. */
public enum Service {
    /** Watt-hours by the quarter hour. */
    ELECTRICITY(0, 1, 72),
    /** Therms by the day. */
    GAS(1, 7, 169);

    private final int category;
    private final int commodity;
    private final int unit;

    Service(int category, int commodity, int unit) {
        this.category = category;
        this.commodity = commodity;
        this.unit = unit;
    }

    /** The {@code ServiceCategory} kind. */
    public int category() {
        return category;
    }

    /** The {@code CommodityKind}. */
    public int commodity() {
        return commodity;
    }

    /** The {@code UnitSymbolKind}: 72 watt-hour, 169 therm. */
    public int unit() {
        return unit;
    }
}
