// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.answer;

import java.time.Instant;

/**
 * The body of a successful answer as it came.
 *
 * @param receivedAt from when the life of what is in it counts
 */
public record KeptAnswer(Instant receivedAt, String body) {

    /** Without the body, which holds tokens. */
    @Override
    public String toString() {
        return "KeptAnswer[" + receivedAt + "]";
    }
}
