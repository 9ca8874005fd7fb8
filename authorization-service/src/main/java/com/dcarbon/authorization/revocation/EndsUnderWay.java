// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import static com.dcarbon.authorization.columns.Columns.required;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

/**
 * What is being ended at utilities just now, so that nobody renews it. An order that still waits is none of these: it sees
 * that the authorization is to be renewed, and goes on waiting.
 */
@Repository
public class EndsUnderWay {
    private static final String ORDERS = """
            select outcome is not null or lease_id is not null as under_way from revocations
            where provider_id = :provider_id and auth_id = :auth_id and (outcome is null or outcome = 'revoked')""";

    private final DatabaseClient database;

    EndsUnderWay(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Whether it is being ended, or has been.
     *
     * @param authId the utility's own id of it
     */
    public Mono<Boolean> isUnderWay(String providerId, String authId) {
        return any(ORDERS, providerId, authId);
    }

    /** The same; what is not under way does not begin before the transaction ends. */
    public Mono<Boolean> hold(String providerId, String authId) {
        return any(ORDERS + " for no key update", providerId, authId);
    }

    private Mono<Boolean> any(String sql, String providerId, String authId) {
        return database.sql(sql).bind("provider_id", providerId).bind("auth_id", authId)
                .map(row -> required(row, "under_way", Boolean.class)).all()
                .reduce(false, Boolean::logicalOr);
    }
}
