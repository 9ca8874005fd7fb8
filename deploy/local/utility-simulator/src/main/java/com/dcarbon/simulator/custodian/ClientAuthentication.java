// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.custodian;

/** How a third party proves itself at the token endpoint (RFC 6749, section 2.3.1). */
public enum ClientAuthentication {
    /** {@code Authorization: Basic}. */
    BASIC,
    /** {@code client_id} and {@code client_secret} in the form. */
    FORM,
    /** Either of the two. */
    ANY;

    /** Whether this custodian takes credentials sent in that way. */
    public boolean accepts(ClientAuthentication used) {
        return this == ANY || this == used;
    }
}
