// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.net.URI;
import java.util.UUID;

import org.springframework.http.ResponseCookie;

/**
 * What a start gives to the caller's browser.
 *
 * @param redirectUrl the utility's page, with {@code state}
 * @param cookie binds this browser to the session
 */
public record StartedSession(UUID id, URI redirectUrl, ResponseCookie cookie) {

    /** Without state and cookie. */
    @Override
    public String toString() {
        return "StartedSession[" + id + "]";
    }
}
