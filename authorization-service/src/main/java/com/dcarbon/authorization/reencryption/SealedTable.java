// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.reencryption;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that holds sealed texts, with a generated column {@code key_id} and a column {@code reseal_after}. The statements
 * take the range of key ids apart, so that an index answers which rows are not under the primary key.
 *
 * @param id the primary key, which the associated data names
 * @param secrets the columns; the first one is null only where there is no secret at all
 */
record SealedTable(String name, String id, List<String> secrets) {
    static final List<SealedTable> ALL = List.of(
            new SealedTable("authorization_tokens", "authorization_id",
                    List.of("access_token", "refresh_token", "previous_refresh_token")),
            new SealedTable("sessions", "id", List.of("seed", "page")),
            new SealedTable("revocations", "id", List.of("access_token", "refresh_token")),
            new SealedTable("awaited_consents", "session_id", List.of("pointer")));

    private String notUnderPrimary() {
        return "%s is not null and (key_id is null or key_id < :primary or key_id > :primary)"
                .formatted(secrets.getFirst());
    }

    /** A few rows, which nobody else seals anew until the transaction ends; rows that are being written are passed over. */
    String claim() {
        return """
                select %s as id, %s from %s
                where %s and (reseal_after is null or reseal_after <= :now)
                limit :limit for update skip locked""".formatted(id, String.join(", ", secrets), name,
                notUnderPrimary());
    }

    String reseal() {
        String columns = secrets.stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
        return "update %s set %s, reseal_after = null where %s = :id".formatted(name, columns, id);
    }

    String passOver() {
        return "update %s set reseal_after = :after where %s = :id".formatted(name, id);
    }

    String countLeft() {
        return "select count(*) as left_over from %s where %s".formatted(name, notUnderPrimary());
    }
}
