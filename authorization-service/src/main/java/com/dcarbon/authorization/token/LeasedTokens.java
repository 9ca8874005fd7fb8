// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.authorization.answer.Attempt;

/**
 * Tokens that their holder alone may refresh. The row that says so was committed before the utility is asked, so that a
 * refresh without an outcome is seen after a crash.
 *
 * @param lease proves at each write that nobody has taken the refresh over
 * @param until when others do
 * @param repeated whether an earlier refresh has no outcome yet, so that the refresh token may be used up
 */
record LeasedTokens(StoredTokens tokens, UUID lease, Instant until, boolean repeated) {

    /** By which the answer to the refresh is known until it is committed. */
    Attempt attempt() {
        return Attempt.refresh(tokens.authorizationId(), tokens.version());
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "LeasedTokens[" + tokens + ", until " + until + "]";
    }
}
