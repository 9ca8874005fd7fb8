// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

/** A service address; {@code state} in two letters. */
public record Address(int number, String street, String city, String state, String postalCode) {
    /** Number and street on one line. */
    public String line() {
        return number + " " + street;
    }
}
