// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

/** A fault that cannot be switched on as it was described; the message says why and names the field. */
public final class InvalidFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidFaultException(String field, String reason) {
        super(field + ": " + reason);
    }
}
