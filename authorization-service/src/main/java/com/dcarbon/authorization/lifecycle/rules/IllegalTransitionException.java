// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import com.dcarbon.events.authorization.AuthStatus;

/** The authorization's status does not allow this step; whoever asked for it must look at the status first. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalTransitionException(AuthStatus from, AuthStatus to) {
        super("an authorization that is " + from.wire() + " does not become " + to.wire());
    }
}
