// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.session.rules.ConsentProgress;
import com.dcarbon.authorization.session.rules.ConsentReturn;
import com.dcarbon.authorization.session.rules.SessionSecrets;
import com.dcarbon.authorization.token.rules.ConsentAnswer;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/** How a customer's consent is got at a provider; each method's adapter implements it. */
public interface ConsentProtocol {

    AuthMethod method();

    /** The path of the public address to which the provider sends browsers back. */
    String callbackPath(ProviderProfile profile);

    /** Whether the provider makes a page of its own for each attempt, so that it is asked before one begins. */
    default boolean preparesPages() {
        return false;
    }

    /** Lets the provider make a page for an attempt. Called outside every transaction. Never fails. */
    default Mono<ProviderOutcome<PreparedPage>> prepare(ProviderProfile profile, Preparation wanted) {
        return Mono.just(ProviderOutcome.failed(new ProviderTrouble.Malformed("no pages in this protocol")));
    }

    /**
     * The page of the provider to which the browser is sent.
     *
     * @param prepared the address of the page that the provider made for this attempt, or null if it makes none
     */
    URI consentPage(ProviderProfile profile, URI redirectUri, SessionSecrets secrets, @Nullable URI prepared);

    /**
     * What the browser brought back.
     *
     * @param parameters the callback's query
     */
    ConsentReturn read(ProviderProfile profile, Map<String, List<String>> parameters);

    /** Exchanges the code for tokens, once. Never fails: what goes wrong is an answer too. */
    default Mono<ConsentAnswer> exchange(ProviderProfile profile, CodeExchange exchange) {
        return Mono.just(new ConsentAnswer.Refused(new ProviderTrouble.Malformed("no codes in this protocol")));
    }

    /** What an exchange brought that was interrupted; empty if that is not known. The provider is not asked. */
    default Mono<ConsentAnswer> exchanged(ProviderProfile profile, UUID sessionId) {
        return Mono.empty();
    }

    /** Looks how far the provider has come with a consent, as often as it is asked to. Never fails. */
    default Mono<ProviderOutcome<ConsentProgress>> progress(ProviderProfile profile, Expected expected) {
        return Mono.just(ProviderOutcome.failed(new ProviderTrouble.Malformed("nothing is awaited in this protocol")));
    }

    /**
     * A code to be exchanged.
     *
     * @param redirectUri as it was said when the browser was sent to the provider
     */
    record CodeExchange(UUID sessionId, String code, URI redirectUri, SessionSecrets secrets) {

        /** Without the code. */
        @Override
        public String toString() {
            return "CodeExchange[" + sessionId + "]";
        }
    }

    /**
     * Whose consent is to be got.
     *
     * @param email of the person who starts, or null
     * @param authId the provider's own id of an authorization that may be renewed, or null
     */
    record Preparation(@Nullable String email, @Nullable String authId) {

        /** Without the address. */
        @Override
        public String toString() {
            return "Preparation[" + authId + "]";
        }
    }

    /**
     * A page that the provider made for one attempt.
     *
     * @param address whoever holds it can fill the page in
     * @param reference the provider's own name of the page
     * @param renewed the provider's own id of the authorization that it renews, or null
     */
    record PreparedPage(URI address, String reference, @Nullable String renewed) {

        /** Without the address. */
        @Override
        public String toString() {
            return "PreparedPage[" + reference + "]";
        }
    }

    /**
     * A consent that is awaited.
     *
     * @param pointer what the browser brought back
     * @param reference the provider's own name of the page of this attempt
     * @param renewed the provider's own id of the authorization that the page renews, or null
     * @param begunAt when the attempt began
     */
    record Expected(String pointer, @Nullable String reference, @Nullable String renewed, Instant begunAt) {

        /** Without the pointer. */
        @Override
        public String toString() {
            return "Expected[" + reference + "]";
        }
    }
}
