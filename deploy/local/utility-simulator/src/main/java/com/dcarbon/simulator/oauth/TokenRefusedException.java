// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

/** A token request that is answered with an OAuth error (RFC 6749, section 5.2). */
final class TokenRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String description;

    TokenRefusedException(String code, String description) {
        super(code + ": " + description, null, false, false);
        this.code = code;
        this.description = description;
    }

    String code() {
        return code;
    }

    String description() {
        return description;
    }
}
