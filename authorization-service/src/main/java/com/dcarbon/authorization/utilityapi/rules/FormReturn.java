// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import java.util.List;
import java.util.Map;

import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.session.rules.ConsentReturn;

/** What a browser brings back from UtilityAPI's form. */
public final class FormReturn {
    private static final int LONGEST_REFERRAL = 512;

    private FormReturn() {}

    /** @param parameters the callback's query */
    public static ConsentReturn of(Map<String, List<String>> parameters) {
        List<String> errors = parameters.getOrDefault("error", List.of());
        if (!errors.isEmpty()) {
            String error = String.valueOf(errors.getFirst());
            return ConsentReturn.WithoutConsent.of(failure(error), error);
        }
        List<String> referrals = parameters.getOrDefault("referral", List.of());
        boolean usable = referrals.size() == 1 && referrals.getFirst() != null
                && referrals.getFirst().length() <= LONGEST_REFERRAL
                && referrals.getFirst().matches("[A-Za-z0-9._~-]+");
        return usable
                ? new ConsentReturn.WithPointer(referrals.getFirst())
                : new ConsentReturn.WithoutConsent(FailureCode.PROTOCOL_ERROR);
    }

    private static FailureCode failure(String error) {
        return switch (error) {
            case "access_denied" -> FailureCode.USER_CANCELLED;
            case "access_invalid" -> FailureCode.BAD_CREDENTIALS;
            case "access_locked" -> FailureCode.ACCOUNT_LOCKED;
            case "incomplete_registration" -> FailureCode.NO_ONLINE_ACCOUNT;
            case "utility_down" -> FailureCode.UTILITY_MAINTENANCE;
            case "server_error", "temporarily_unavailable" -> FailureCode.PROVIDER_DOWN;
            case "invalid_request", "unauthorized_client", "invalid_scope" -> FailureCode.CONFIG_ERROR;
            default -> FailureCode.UNKNOWN_ERROR;
        };
    }
}
