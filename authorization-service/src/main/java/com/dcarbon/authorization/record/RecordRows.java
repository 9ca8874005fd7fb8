// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

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
                AuthMethod.of(required(row, "method", String.class)), status, condition(status, row),
                required(row, "created_at", Instant.class), row.get("last_sync", Instant.class),
                required(row, "last_attempt_at", Instant.class), actions(status, row));
    }

    private static @Nullable String condition(AuthStatus status, Readable row) {
        if (status == AuthStatus.REVOKED && is(row, "revocation_pending")) {
            return "revocation_pending";
        }
        if (status == AuthStatus.AUTHORIZED && is(row, "sync_delayed")) {
            return "sync_delayed";
        }
        return status == AuthStatus.PENDING && is(row, "retry_asked")
                ? "retry_requested"
                : row.get("failure_code", String.class);
    }

    private static List<String> actions(AuthStatus status, Readable row) {
        List<String> actions = new ArrayList<>(List.of("view"));
        if (mayRetry(status, row)) {
            actions.add("retry");
        }
        boolean over = status == AuthStatus.FAILED || status == AuthStatus.REVOKED;
        if (!over && is(row, "may_revoke")) {
            actions.add("revoke");
        }
        return List.copyOf(actions);
    }

    /**
     * Where an attempt failed or the utility ended it, who may authorize starts again, and an administrator asks for it;
     * who was asked starts.
     */
    private static boolean mayRetry(AuthStatus status, Readable row) {
        boolean mayBegin = is(row, "may_begin");
        return switch (status) {
            case FAILED, REAUTHORIZATION_REQUIRED -> mayBegin || is(row, "may_ask");
            case PENDING -> mayBegin && is(row, "retry_asked");
            case AUTHORIZED, REVOKED -> false;
        };
    }

    private static boolean is(Readable row, String column) {
        return required(row, column, Boolean.class);
    }
}
