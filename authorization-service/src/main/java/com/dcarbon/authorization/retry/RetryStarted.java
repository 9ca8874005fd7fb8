// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import java.net.URI;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where the browser goes, and how to ask for the outcome: as a start answers.
 *
 * @param redirectUrl the utility's page
 * @param sessionId for the method's {@code status} call
 */
record RetryStarted(@JsonProperty("redirectUrl") URI redirectUrl, @JsonProperty("sessionId") UUID sessionId) {

    /** Without the state in the address. */
    @Override
    public String toString() {
        return "RetryStarted[" + sessionId + "]";
    }
}
