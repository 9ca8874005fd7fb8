// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import com.dcarbon.authorization.token.UtilitysRecord.Seen;
import com.dcarbon.authorization.token.UtilitysRecord.Standing;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

/** How an authorization stands that was given some time ago. */
public final class RecordReading {

    private RecordReading() {}

    /**
     * Only what UtilityAPI says of its end ends it, and a login that the utility refuses for good; that UtilityAPI works on
     * it, or that the utility fails, does not.
     */
    public static ProviderOutcome<Seen> of(AuthorizationObject authorization) {
        if (authorization.revoked()) {
            return ProviderOutcome.failed(new ProviderTrouble.Revoked("is_revoked"));
        }
        return ProviderOutcome.succeeded(new Seen(standing(authorization), true, authorization.expires()));
    }

    /** Whether it may be renewed by a form of its own. */
    public static boolean isRenewable(AuthorizationObject authorization) {
        return !authorization.revoked() && !authorization.expired() && !authorization.declined();
    }

    private static Standing standing(AuthorizationObject authorization) {
        if (authorization.expired()) {
            return Standing.EXPIRED;
        }
        if (authorization.declined()) {
            return Standing.DENIED;
        }
        boolean refused = authorization.status().equals("errored")
                && authorization.access().filter("access_invalid"::equals).isPresent();
        return refused ? Standing.LOGIN_REFUSED : Standing.ACTIVE;
    }
}
