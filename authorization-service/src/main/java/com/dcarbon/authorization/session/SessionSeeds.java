// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.net.URI;
import java.security.SecureRandom;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionSecrets;

/** Makes the secrets of a session and keeps their seed encrypted. */
@Component
class SessionSeeds {
    private final SecureRandom random = new SecureRandom();
    private final SecretCipher cipher;

    SessionSeeds(SecretCipher cipher) {
        this.cipher = cipher;
    }

    SessionSecrets newSecrets() {
        return SessionSecrets.random(random);
    }

    String seal(SessionSecrets secrets, UUID sessionId) {
        return cipher.seal(secrets.seed(), place(sessionId));
    }

    /** @throws IllegalStateException if the session has ended, for then its secrets are gone */
    SessionSecrets of(Session session) {
        String sealed = session.sealedSeed();
        if (sealed == null) {
            throw new IllegalStateException(session + " has no secrets any more");
        }
        return SessionSecrets.of(cipher.open(sealed, place(session.id())));
    }

    /** The address of a page that the provider made, to be stored. */
    String sealPage(URI address, UUID sessionId) {
        return cipher.seal(address.toString(), pagePlace(sessionId));
    }

    /** The address of the page that the provider made for the session, or null if it made none. */
    @Nullable
    URI pageOf(Session session) {
        String sealed = session.sealedPage();
        return sealed == null ? null : URI.create(cipher.open(sealed, pagePlace(session.id())));
    }

    private static Place pagePlace(UUID sessionId) {
        return new Place("sessions", "page", sessionId);
    }

    private static Place place(UUID sessionId) {
        return new Place("sessions", "seed", sessionId);
    }
}
