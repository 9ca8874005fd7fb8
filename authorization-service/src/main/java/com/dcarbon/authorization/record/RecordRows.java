// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;

import io.r2dbc.spi.Readable;

/** Rows of the list. */
final class RecordRows {

    private RecordRows() {}

    static AuthorizationItem item(Readable row) {
        var user = new AuthorizationItem.User(required(row, "user_id", String.class),
                row.get("user_name", String.class), row.get("user_email", String.class));
        var facility = new AuthorizationItem.FacilityName(required(row, "facility_id", UUID.class),
                row.get("facility_name", String.class));
        var utility = new AuthorizationItem.UtilityName(required(row, "provider_id", String.class),
                required(row, "provider_name", String.class));
        AuthStatus status = AuthStatus.of(required(row, "status", String.class));
        return new AuthorizationItem(required(row, "id", UUID.class), user, facility, utility,
                AuthMethod.of(required(row, "method", String.class)), status, row.get("failure_code", String.class),
                required(row, "created_at", Instant.class), row.get("last_sync", Instant.class),
                required(row, "last_attempt_at", Instant.class),
                actions(status, required(row, "may_authorize", Boolean.class),
                        required(row, "may_revoke", Boolean.class)));
    }

    /** Who may authorize starts again where an attempt failed or the utility ended it. */
    private static List<String> actions(AuthStatus status, boolean mayAuthorize, boolean mayRevoke) {
        List<String> actions = new ArrayList<>(List.of("view"));
        boolean again = status == AuthStatus.FAILED || status == AuthStatus.REAUTHORIZATION_REQUIRED;
        if (again && mayAuthorize) {
            actions.add("retry");
        }
        boolean over = status == AuthStatus.FAILED || status == AuthStatus.REVOKED;
        if (!over && mayRevoke) {
            actions.add("revoke");
        }
        return List.copyOf(actions);
    }
}
