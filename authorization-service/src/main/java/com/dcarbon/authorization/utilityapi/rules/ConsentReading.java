// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.session.rules.ConsentProgress;

/** How far UtilityAPI is with a consent, by its authorization objects. */
public final class ConsentReading {

    private ConsentReading() {}

    /**
     * The progress of one attempt.
     *
     * @param found what UtilityAPI has for the pointer that the browser brought
     * @param formUid the form that was made for this attempt
     * @param renewed the authorization that the form renews, or null
     * @param begunAt when the attempt began: what UtilityAPI found wrong before is not its outcome
     */
    public static ConsentProgress of(List<AuthorizationObject> found, @Nullable String formUid,
            @Nullable String renewed, Instant begunAt) {
        if (found.isEmpty()) {
            return new ConsentProgress.NotThere();
        }
        return found.stream()
                .filter(authorization -> isOfAttempt(authorization, formUid, renewed))
                .findFirst()
                .map(authorization -> authorization.uid().equals(renewed) && isFromBefore(authorization, begunAt)
                        ? new ConsentProgress.Working(authorization.uid(), null)
                        : progress(authorization))
                .orElseGet(ConsentProgress.Foreign::new);
    }

    /** A renewal keeps the form that it was first given by; which one it is was said when its form was made. */
    private static boolean isOfAttempt(AuthorizationObject authorization, @Nullable String formUid,
            @Nullable String renewed) {
        return formUid != null && formUid.equals(authorization.formUid()) || authorization.uid().equals(renewed);
    }

    private static boolean isFromBefore(AuthorizationObject authorization, Instant begunAt) {
        Instant at = authorization.statusAt();
        return at != null && at.isBefore(begunAt);
    }

    private static ConsentProgress progress(AuthorizationObject authorization) {
        String uid = authorization.uid();
        Optional<FailureCode> ended = ended(authorization);
        if (ended.isPresent()) {
            return new ConsentProgress.NotGiven(uid, ended.get(), authorization.said());
        }
        return switch (authorization.status()) {
            case "errored" -> new ConsentProgress.NotGiven(uid, accessTrouble(authorization)
                    .orElse(FailureCode.UTILITY_ERROR), authorization.said());
            case "updated" -> accessTrouble(authorization).or(() -> meterTrouble(authorization))
                    .<ConsentProgress>map(why -> new ConsentProgress.NotGiven(uid, why, authorization.said()))
                    .orElseGet(() -> new ConsentProgress.Given(uid, authorization.expires()));
            default -> new ConsentProgress.Working(uid, authorization.goesOnAt());
        };
    }

    private static Optional<FailureCode> ended(AuthorizationObject authorization) {
        if (authorization.declined()) {
            return Optional.of(FailureCode.USER_CANCELLED);
        }
        if (authorization.revoked()) {
            return Optional.of(FailureCode.REVOKED_BY_CUSTOMER);
        }
        return authorization.expired() ? Optional.of(FailureCode.EXPIRED) : Optional.empty();
    }

    /** What is wrong with the login, once UtilityAPI has stopped trying. */
    private static Optional<FailureCode> accessTrouble(AuthorizationObject authorization) {
        boolean done = authorization.status().equals("updated");
        Optional<FailureCode> access = authorization.access().flatMap(ConsentReading::accessTrouble);
        if (access.isPresent() && access.get() != FailureCode.BAD_CREDENTIALS || done) {
            return access;
        }
        return secondFactor(authorization).or(() -> access).or(() -> outage(authorization));
    }

    private static Optional<FailureCode> accessTrouble(String note) {
        return switch (note) {
            case "access_invalid" -> Optional.of(FailureCode.BAD_CREDENTIALS);
            case "access_locked" -> Optional.of(FailureCode.ACCOUNT_LOCKED);
            case "access_unsupported" -> Optional.of(FailureCode.UNSUPPORTED_ACCOUNT);
            default -> Optional.empty();
        };
    }

    /** UtilityAPI names no fixed notes for two-step verification, so that the word decides. */
    private static Optional<FailureCode> secondFactor(AuthorizationObject authorization) {
        boolean about = authorization.saysSomewhere("mfa") || authorization.saysSomewhere("2fa");
        if (!about) {
            return Optional.empty();
        }
        return Optional.of(authorization.saysSomewhere("timeout") || authorization.saysSomewhere("timed_out")
                ? FailureCode.MFA_TIMEOUT
                : FailureCode.MFA_UNSUPPORTED);
    }

    private static Optional<FailureCode> outage(AuthorizationObject authorization) {
        return authorization.saysSomewhere("down") ? Optional.of(FailureCode.UTILITY_MAINTENANCE) : Optional.empty();
    }

    private static Optional<FailureCode> meterTrouble(AuthorizationObject authorization) {
        List<String> classes = authorization.serviceClasses();
        if (classes == null) {
            return Optional.empty();
        }
        if (classes.isEmpty()) {
            return Optional.of(FailureCode.NO_METERS);
        }
        return classes.stream().noneMatch(ConsentReading::mayBeElectric)
                ? Optional.of(FailureCode.NO_ELECTRIC_SERVICE)
                : Optional.empty();
    }

    /** What UtilityAPI does not know yet may be. */
    private static boolean mayBeElectric(String serviceClass) {
        return serviceClass.isEmpty() || serviceClass.toLowerCase(Locale.ROOT).contains("electric");
    }
}
