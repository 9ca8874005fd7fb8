// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.time.Instant;

/**
 * What a token says.
 *
 * @param kind what it opens
 * @param id unique
 * @param subject the authorization's id, for a client token the client id, for a login the user name
 * @param expiresAt when it ends
 */
public record Token(Kind kind, String id, String subject, Instant expiresAt) {
    /** The classes of tokens; each opens only its own doors. */
    public enum Kind {
        /** One customer's data. */
        ACCESS,
        /** A further access token. */
        REFRESH,
        /** Authorizations and the service status. */
        CLIENT,
        /** The selection page, after the login page. */
        LOGIN
    }
}
