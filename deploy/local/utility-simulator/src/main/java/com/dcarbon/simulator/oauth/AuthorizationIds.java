// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Ids that carry the authorization they name, signed, so that it outlives a restart of a simulator without storage.
 * Layout: issued at (4 bytes), until (4, 0 for open), selection (2), random (2), user name, signature (6); base64url.
 */
final class AuthorizationIds {
    private static final int FIXED = 12;
    private static final int SIGNATURE = 6;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SigningKey key;
    private final SecureRandom random = new SecureRandom();

    AuthorizationIds(SigningKey key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException if the end has no room in four bytes; the message is for the customer */
    Authorization issue(String username, Instant issuedAt, @Nullable Instant until, Selection selection) {
        if (until != null && until.getEpochSecond() >>> 32 != 0) {
            throw new IllegalArgumentException("Please choose a last day before 2106.");
        }
        byte[] name = username.getBytes(StandardCharsets.UTF_8);
        byte[] body = ByteBuffer.allocate(FIXED + name.length)
                .putInt((int) issuedAt.getEpochSecond())
                .putInt(until == null ? 0 : (int) until.getEpochSecond())
                .putShort((short) selection.toBits())
                .putShort((short) random.nextInt())
                .put(name)
                .array();
        byte[] whole = ByteBuffer.allocate(body.length + SIGNATURE).put(body).put(key.sign(body), 0, SIGNATURE).array();
        return read(body, ENCODER.encodeToString(whole));
    }

    /** The authorization with that id, empty if the id was never issued here. */
    Optional<Authorization> parse(String id) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (whole.length < FIXED + SIGNATURE) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(whole, whole.length - SIGNATURE);
        byte[] signature = Arrays.copyOfRange(whole, body.length, whole.length);
        return key.verifies(body, signature) ? Optional.of(read(body, id)) : Optional.empty();
    }

    private static Authorization read(byte[] body, String id) {
        ByteBuffer buffer = ByteBuffer.wrap(body);
        Instant issuedAt = Instant.ofEpochSecond(Integer.toUnsignedLong(buffer.getInt()));
        long until = Integer.toUnsignedLong(buffer.getInt());
        Selection selection = Selection.fromBits(Short.toUnsignedInt(buffer.getShort()));
        String username = new String(body, FIXED, body.length - FIXED, StandardCharsets.UTF_8);
        return new Authorization(id, username, issuedAt, until == 0 ? null : Instant.ofEpochSecond(until), selection);
    }
}
