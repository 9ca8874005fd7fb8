// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.testing.TestPostgres;

/** Authorizations at the provider {@code many}, whose tokens are due for rotation, without the flow that brings them. */
final class ManyAuthorizations {
    private static final String AUTHORIZATION = """
            insert into authorizations (id, version, facility_id, provider_id, provider_name, method, status, auth_id,
                user_id, attempt, created_at, last_attempt_at, authorized_at)
            values (?, 2, gen_random_uuid(), 'many', 'Many Electric', 'green_button', 'authorized', ?, 'owner', 1,
                now() - interval '91 days', now() - interval '91 days', now() - interval '91 days')""";
    private static final String TOKENS = """
            insert into authorization_tokens (authorization_id, provider_id, version, access_token, refresh_token, scope,
                resource_uri, issued_at, expires_at, refresh_issued_at, rotated_at, rotate_at)
            values (?, 'many', 1, ?, ?, 'FB=4_5_15', 'https://many.example/Subscription/1', now() - interval '2 hours',
                now() - interval '1 hour', now() - interval '91 days', now() - interval '91 days', %s)""";

    private final List<UUID> ids;
    private final String name = "many-" + UUID.randomUUID();

    /** @param rotateAt in SQL */
    ManyAuthorizations(TestPostgres.Database database, SecretCipher cipher, int number, String rotateAt)
            throws SQLException {
        this.ids = IntStream.range(0, number).mapToObj(_ -> UUID.randomUUID()).toList();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (var authorizations = connection.prepareStatement(AUTHORIZATION);
                    var tokens = connection.prepareStatement(TOKENS.formatted(rotateAt))) {
                for (int index = 0; index < number; index++) {
                    UUID id = ids.get(index);
                    authorizations.setObject(1, id);
                    authorizations.setString(2, name + index);
                    authorizations.addBatch();
                    tokens.setObject(1, id);
                    tokens.setString(2, cipher.seal("at-" + name + index, place("access_token", id)));
                    tokens.setString(3, cipher.seal(refreshToken(index), place("refresh_token", id)));
                    tokens.addBatch();
                }
                authorizations.executeBatch();
                tokens.executeBatch();
            }
            connection.commit();
        }
    }

    int size() {
        return ids.size();
    }

    List<UUID> ids() {
        return ids;
    }

    /** Every hundredth does not work the first time. */
    String refreshToken(int index) {
        return "rt-" + name + "-" + index + (isFailing(index) ? "-fails" : "-works");
    }

    static boolean isFailing(int index) {
        return index % 100 == 50;
    }

    /** For a condition in SQL. */
    String inSql() {
        return "authorization_id in (select id from authorizations where auth_id like '" + name + "%')";
    }

    private static Place place(String column, UUID id) {
        return new Place("authorization_tokens", column, id);
    }
}
