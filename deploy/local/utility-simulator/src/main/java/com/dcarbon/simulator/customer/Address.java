// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

/** A service address in California. */
public record Address(int number, String street, String city, String postalCode) {
    /** Number and street on one line. */
    public String line() {
        return number + " " + street;
    }

    /** Always {@code CA}. */
    public String state() {
        return "CA";
    }
}
