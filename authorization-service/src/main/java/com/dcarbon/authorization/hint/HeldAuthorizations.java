// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.hint;

import static com.dcarbon.authorization.columns.Columns.required;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;

/** Which active authorizations of a utility a notification may mean. */
@Repository
class HeldAuthorizations {
    private static final String FIND = """
            select a.id, a.version, a.facility_id, a.provider_id, t.subscription_no, t.customer_no, t.authorization_no
            from authorization_tokens t join authorizations a on a.id = t.authorization_id
            where (t.subscription_no = any(:ids) or t.customer_no = any(:ids) or t.authorization_no = any(:ids))
              and a.provider_id = any(:provider_ids) and a.status = 'authorized'
            union all
            select id, version, facility_id, provider_id, auth_id, null, auth_id from authorizations
            where auth_id = any(:ids) and provider_id = any(:provider_ids) and status = 'authorized'
              and method = 'utility_api'
            order by 1""";

    private final DatabaseClient database;

    HeldAuthorizations(DatabaseClient database) {
        this.database = database;
    }

    /** Those of any of these profiles. */
    Flux<HeldAuthorization> named(Collection<String> providerIds, Set<String> ids) {
        return database.sql(FIND).bind("provider_ids", providerIds.toArray(String[]::new))
                .bind("ids", ids.toArray(String[]::new))
                .map(HeldAuthorizations::held).all();
    }

    private static HeldAuthorization held(Readable row) {
        return new HeldAuthorization(required(row, "id", UUID.class), required(row, "version", Long.class),
                required(row, "facility_id", UUID.class), required(row, "provider_id", String.class),
                row.get("subscription_no", String.class),
                row.get("customer_no", String.class), row.get("authorization_no", String.class));
    }
}
