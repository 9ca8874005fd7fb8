// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

/** A request that is answered with an error object. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String description;

    RefusedException(int status, String code, String description) {
        super(status + " " + code + ": " + description, null, false, false);
        this.status = status;
        this.code = code;
        this.description = description;
    }

    /** Unknown or not ours: the API does not tell them apart. */
    static RefusedException unknown(String what) {
        return new RefusedException(404, "not_found", "No " + what + " found");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String description() {
        return description;
    }
}
