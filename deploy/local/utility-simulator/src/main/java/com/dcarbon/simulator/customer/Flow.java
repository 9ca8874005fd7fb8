// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

/** The direction of a series (ESPI {@code FlowDirectionKind}). */
public enum Flow {
    /** Delivered to the customer. */
    FORWARD(1),
    /** Delivered minus received; negative while the customer exports. */
    NET(4),
    /** Received from the customer. */
    REVERSE(19);

    private final int code;

    Flow(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }
}
