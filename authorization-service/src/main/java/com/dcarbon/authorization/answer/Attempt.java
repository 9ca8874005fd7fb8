// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.answer;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be asked of a utility once: the exchange of a session's code, or a refresh of one version of an authorization's
 * tokens.
 *
 * @param id of the session, or of the authorization
 * @param version of the tokens; 0 for an exchange
 */
public record Attempt(Kind kind, UUID id, long version) {
    private static final Pattern NAME = Pattern.compile("([A-Z_]+)-([0-9a-f-]{36})-(\\d{1,18})");

    /** What is asked. */
    public enum Kind {
        /** A code for tokens. */
        EXCHANGE,
        /** Tokens for newer ones, by the present refresh token. */
        REFRESH,
        /** The same by the refresh token before it. */
        REFRESH_BY_FORMER
    }

    /** The exchange of that session's code. */
    public static Attempt exchange(UUID sessionId) {
        return new Attempt(Kind.EXCHANGE, sessionId, 0);
    }

    /** A refresh of that version of the tokens. */
    public static Attempt refresh(UUID authorizationId, long version) {
        return new Attempt(Kind.REFRESH, authorizationId, version);
    }

    /** The same with the refresh token before the present one. */
    public Attempt byFormer() {
        return new Attempt(Kind.REFRESH_BY_FORMER, id, version);
    }

    /** Whether it was for a code and not for newer tokens. */
    public boolean isExchange() {
        return kind == Kind.EXCHANGE;
    }

    /** By which its file is known. */
    String name() {
        return kind + "-" + id + "-" + version;
    }

    static Optional<Attempt> named(String name) {
        Matcher parts = NAME.matcher(name);
        try {
            return parts.matches()
                    ? Optional.of(new Attempt(Kind.valueOf(parts.group(1)), UUID.fromString(parts.group(2)),
                            Long.parseLong(parts.group(3))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
