// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.net.URI;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Why a provider did not do as asked. Each kind has one who can end it and a sentence that says what is the case; what a
 * customer reads is the business of the service that asked, since the same trouble means another thing in a consent
 * than in a synchronisation.
 */
public sealed interface ProviderTrouble {

    /** Who can end it. */
    enum Owner {
        /** Nobody need act: it passes, and we ask again by ourselves. */
        TIME,
        /** The provider has to repair something. */
        PROVIDER,
        /** Our operators have to: they are alerted, the customer is not. */
        OPERATOR,
        /** Only the customer can, by a new consent. */
        CUSTOMER
    }

    /** What was seen, for logs: a status or a word of the protocol, never content, a token or a provider's free text. */
    String detail();

    /**
     * It does not answer, answers with an error of its own, or was cut off.
     *
     * @param notBefore the provider's wish when to be asked again, or null
     */
    record Unavailable(String detail, @Nullable Instant notBefore) implements ProviderTrouble {}

    /**
     * It asks for fewer requests (status 429).
     *
     * @param until the provider's wish, or null if it names none
     */
    record Throttled(String detail, @Nullable Instant until) implements ProviderTrouble {}

    /**
     * It prepares its answer (status 202).
     *
     * @param askAgain where the answer will be
     * @param until the provider's wish when to ask, or null if it names none
     */
    record Pending(String detail, URI askAgain, @Nullable Instant until) implements ProviderTrouble {}

    /** It refuses our client or our request: our fault. */
    record Misconfigured(String detail) implements ProviderTrouble {}

    /** It no longer takes the grant, and does not say why. */
    record ReauthorizationNeeded(String detail) implements ProviderTrouble {}

    /** It says that the customer, or the utility, has ended the authorization. */
    record Revoked(String detail) implements ProviderTrouble {}

    /** What was asked for is not there (status 404 or 410). */
    record Gone(String detail) implements ProviderTrouble {}

    /** It answered something that its protocol does not allow. */
    record Malformed(String detail) implements ProviderTrouble {}

    /** It wants to be paid first (status 402). */
    record PaymentRequired(String detail) implements ProviderTrouble {}

    /** The provider's wish when to be asked again, or null if it names none. */
    default @Nullable Instant wish() {
        return switch (this) {
            case Unavailable(String _, Instant notBefore) -> notBefore;
            case Throttled(String _, Instant until) -> until;
            case Pending(String _, URI _, Instant until) -> until;
            default -> null;
        };
    }

    /** Who can end it. */
    default Owner owner() {
        return switch (this) {
            case Unavailable _,Throttled _,Pending _ -> Owner.TIME;
            case Gone _,Malformed _ -> Owner.PROVIDER;
            case Misconfigured _,PaymentRequired _ -> Owner.OPERATOR;
            case ReauthorizationNeeded _,Revoked _ -> Owner.CUSTOMER;
        };
    }

    /** The value of the metric's tag {@code outcome}. */
    default String tag() {
        return switch (this) {
            case Unavailable _ -> "transient";
            case Throttled _ -> "throttled";
            case Pending _ -> "pending";
            case Misconfigured _ -> "misconfigured";
            case ReauthorizationNeeded _ -> "reauthorization_needed";
            case Revoked _ -> "revoked";
            case Gone _ -> "gone";
            case Malformed _ -> "malformed";
            case PaymentRequired _ -> "payment_required";
        };
    }

    /** What is the case and who acts, in words for an operator. */
    default String sentence() {
        return switch (this) {
            case Unavailable _ -> "The provider does not answer; it is asked again by itself.";
            case Throttled _ -> "The provider asks for fewer requests; it is asked again when it wishes.";
            case Pending _ -> "The provider prepares its answer; it is asked again where it said.";
            case Misconfigured _ -> "ALERT: the provider refuses this platform's client or request: check its profile.";
            case ReauthorizationNeeded _ ->
                "The provider refuses the access: if renewing it does not help, the customer has to authorize again.";
            case Revoked _ -> "The authorization was ended at the provider.";
            case Gone _ -> "The provider does not have what was asked for.";
            case Malformed _ -> "The provider answered something that its protocol does not allow: ask the provider.";
            case PaymentRequired _ -> "ALERT: the provider wants to be paid first: settle the account with it.";
        };
    }
}
