// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in the chain. Its hash is SHA-256 over the hash before it (32 octets) and its fields in a fixed
 * order, each as length in octets, colon, UTF-8 text, comma (a netstring), or hyphen and comma for none. Times are whole
 * microseconds since 1970. Hashes are in lower-case hexadecimal digits.
 *
 * @param number its place in the day, from 1
 * @param details the JSON text to the letter
 * @param personalDigest SHA-256 over what stands aside of persons; null where nothing did
 * @param personal what stands aside; null where nothing does any more, or never did
 */
public record ChainEntry(LocalDate day, long number, UUID id, String eventType, Instant occurredAt, String userId,
        @Nullable UUID facilityId, @Nullable UUID authorizationId, String details, Instant recordedAt,
        @Nullable String personalDigest, String hash, @Nullable Personal personal)
        implements
            Place {

    /**
     * What can be erased.
     *
     * @param salt random, in hexadecimal digits, so that nobody finds an address by trying all
     */
    public record Personal(String salt, @Nullable String ipAddress, String details) {

        String digest() {
            return sha256(salt, field(ipAddress) + field(details));
        }
    }

    /** The hash that this entry has in a chain whose last hash is that one. */
    String hashAfter(String previous) {
        return sha256(previous, field(day) + field(number) + field(id) + field(eventType) + field(micros(occurredAt))
                + field(userId) + field(facilityId) + field(authorizationId) + field(details)
                + field(micros(recordedAt)) + field(personalDigest));
    }

    /** Whether what stands aside is what stood there; erased is not changed. */
    boolean isPersonalSound() {
        return personal == null || personal.digest().equals(personalDigest);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "-,";
        }
        String text = value.toString();
        return text.getBytes(StandardCharsets.UTF_8).length + ":" + text + ",";
    }

    private static String sha256(String hex, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(hex));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
