// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import com.dcarbon.events.authorization.AuthMethod;

/**
 * A utility and how to speak with it: one YAML file in the folder of profiles, named {@code <id>.yaml}. A further
 * utility of a known protocol is a further file.
 *
 * @param order the place in the catalogue; equal places are sorted by name
 * @param state the US state, as two letters, or null
 * @param info the sentence a user reads before leaving for the utility
 * @param timeZone in which the utility's days begin (IANA name)
 * @param oauth the utility's OAuth 2.0 server; set for every method but {@code utility_api}
 * @param utilityApi our account at UtilityAPI and the utility's name there; set for {@code utility_api} only
 * @param notifications how the utility shows itself when it tells of news; null: it does not
 */
public record ProviderProfile(@Pattern(regexp = "[a-z0-9-]{1,40}") String id, @NotBlank String name,
        @NotNull AuthMethod method, @DefaultValue("1000") int order, @Nullable String state,
        @DefaultValue("You'll be redirected to your utility's secure portal") String info, @NotNull ZoneId timeZone,
        @Nullable @Valid OAuth oauth, @Nullable @Valid UtilityApi utilityApi, @NotNull @Valid Data data,
        @Valid Limits limits, @Nullable @Valid Notifications notifications) {

    /** A profile without limits has those that are usual for its method. */
    @SuppressWarnings("ConstantValue") // the binder gives null
    public ProviderProfile {
        limits = limits == null ? new Limits(method == AuthMethod.UTILITY_API ? 1 : 5) : limits;
    }

    @AssertTrue(message = "must have the section oauth, or, with method utility_api, the section utility_api instead")
    boolean isOfOneProtocol() {
        return method == AuthMethod.UTILITY_API
                ? utilityApi != null && oauth == null
                : oauth != null && utilityApi == null;
    }

    /** @throws IllegalStateException if the utility is reached by UtilityAPI, which has no OAuth 2.0 server */
    public OAuth requiredOauth() {
        if (oauth == null) {
            throw new IllegalStateException(this + " has no OAuth 2.0 server");
        }
        return oauth;
    }

    /**
     * The same, asking for another scope than the usual one: the one that the utility itself named.
     *
     * @param scope null: the usual one
     */
    public ProviderProfile asking(@Nullable String scope) {
        return scope == null || oauth == null
                ? this
                : new ProviderProfile(id, name, method, order, state, info, timeZone, oauth.asking(scope), utilityApi,
                        data, limits, notifications);
    }

    /** @throws IllegalStateException if the utility is not reached by UtilityAPI */
    public UtilityApi requiredUtilityApi() {
        if (utilityApi == null) {
            throw new IllegalStateException(this + " is not reached by UtilityAPI");
        }
        return utilityApi;
    }

    /**
     * A utility that UtilityAPI reaches for us (API v2); {@code data.resource_base} is the root of that API. Profiles of
     * one account share its token, its pace and its budget.
     *
     * @param utility the utility's id at UtilityAPI, such as {@code LADWP}
     * @param account our own name of the account; what is counted and paced per account goes by it
     * @param token a reference to the account's API token: {@code env:NAME} or {@code file:PATH}
     * @param webhookSecret a reference to the secret that webhooks are signed with, or null if there are none
     * @param template the form template, or null for the account's own
     * @param expires how long the customer's consent is asked for: {@code until_revoked} or a period such as {@code 3y}
     * @param monitoring how often UtilityAPI collects new data by itself
     * @param paidCallsPerDay at most so many calls that cost money in 24 hours, over all of the account
     */
    public record UtilityApi(@NotBlank String utility,
            @DefaultValue("main") @Pattern(regexp = "[a-z0-9-]{1,40}") String account,
            @NotBlank @Pattern(regexp = "(env|file):.+") String token,
            @Nullable @Pattern(regexp = "(env|file):.+") String webhookSecret, @Nullable String template,
            @DefaultValue("until_revoked") String expires, @DefaultValue("daily") Monitoring monitoring,
            @DefaultValue("500") @Min(0) int paidCallsPerDay) {}

    /** How often UtilityAPI collects new data of a meter by itself. */
    public enum Monitoring {
        OFF,
        DAILY,
        WEEKLY,
        MONTHLY
    }

    /** What becomes of a refresh token when it is used. */
    public enum RefreshTokens {
        /** It is good once: the answer brings the next one. */
        SINGLE_USE,
        /** It stays good, unless the answer brings another one. */
        REUSABLE
    }

    /**
     * The certificate that our client shows to the utility (RFC 8705).
     *
     * @param chain a reference to PEM certificates, our own first: {@code env:NAME} or {@code file:PATH}
     * @param key a reference to its private key, PEM (PKCS #8)
     */
    public record ClientCertificate(@NotBlank @Pattern(regexp = "(env|file):.+") String chain,
            @NotBlank @Pattern(regexp = "(env|file):.+") String key) {}

    /** How the client shows itself at the token endpoint (RFC 6749, section 2.3.1). */
    public enum ClientAuthentication {
        BASIC,
        FORM,
        /** By the certificate of its TLS connection (RFC 8705, section 2). */
        TLS
    }

    /** What scope a refresh names: some utilities insist on the granted one, others refuse any. */
    public enum RefreshScope {
        GRANTED,
        OMIT
    }

    /** Whether a code challenge (RFC 7636, S256) is sent. */
    public enum Pkce {
        OFF,
        OFFERED
    }

    /**
     * OAuth 2.0 authorization code flow at the utility.
     *
     * @param clientSecret a reference: {@code env:NAME} or {@code file:PATH}; null where the certificate takes its place
     * @param scope as the utility expects it; for Green Button the ESPI scope string
     * @param issuer compared with the callback's {@code iss} (RFC 9207), if set
     * @param revocationEndpoint where tokens are revoked (RFC 7009), or null if the utility has none
     * @param clientCertificate shown wherever the utility is called, or null if it wants none
     * @param serverAuthorities a reference to PEM certificates of the authorities that the utility's servers are
     *     believed by, and by no other; null: those of the JDK
     * @param thirdPartyId who we are in the utility's list of third parties ({@code ThirdPartyID}); null: the client id
     */
    public record OAuth(@NotNull URI authorizationEndpoint, @NotNull URI tokenEndpoint, @NotBlank String clientId,
            @Nullable @Pattern(regexp = "(env|file):.+") String clientSecret,
            @DefaultValue("basic") ClientAuthentication clientAuthentication, @NotBlank String scope,
            @DefaultValue("granted") RefreshScope refreshScope, @DefaultValue("offered") Pkce pkce,
            @Nullable URI issuer, @Nullable URI revocationEndpoint,
            @DefaultValue("single_use") RefreshTokens refreshTokens,
            @Nullable @Valid ClientCertificate clientCertificate,
            @Nullable @Pattern(regexp = "(env|file):.+") String serverAuthorities, @Nullable String thirdPartyId) {

        @AssertTrue(message = "must be set, save with client_authentication tls, where there is none")
        boolean isClientSecretWhereItIsNeeded() {
            return (clientAuthentication == ClientAuthentication.TLS) == (clientSecret == null);
        }

        @AssertTrue(message = "must be set with client_authentication tls")
        boolean isClientCertificateWhereItIsNeeded() {
            return clientAuthentication != ClientAuthentication.TLS || clientCertificate != null;
        }

        /** @throws IllegalStateException if the client shows itself by its certificate, and so has no secret */
        public String requiredClientSecret() {
            if (clientSecret == null) {
                throw new IllegalStateException("there is no client_secret");
            }
            return clientSecret;
        }

        OAuth asking(String otherScope) {
            return new OAuth(authorizationEndpoint, tokenEndpoint, clientId, clientSecret, clientAuthentication,
                    otherScope, refreshScope, pkce, issuer, revocationEndpoint, refreshTokens, clientCertificate,
                    serverAuthorities, thirdPartyId);
        }

        /** As what the utility's list of third parties knows us. */
        public String knownAs() {
            return thirdPartyId == null ? clientId : thirdPartyId;
        }
    }

    /** Which query parameters narrow a feed to a period. */
    public enum DateFilter {
        PUBLISHED,
        UPDATED,
        NONE
    }

    /** How an authorization is ended at the utility by us. */
    public enum Revocation {
        /** By deleting its Authorization resource. */
        DELETE,
        /** The utility offers no way: only the customer can end it there. */
        NONE
    }

    /** How often a facility's data are brought up to date. */
    public enum SyncPolicy {
        DAILY,
        WEEKLY
    }

    /**
     * Reading meter data from the utility.
     *
     * @param resourceBase the root of its resources, without a slash at the end
     * @param hosts further hosts that its links may name, as {@code host} or {@code host:port}
     * @param historyDays how many days are imported after an authorization
     * @param requestTimeout for one answer to begin and to make progress
     * @param maxFeedSize a larger answer is refused
     * @param revocation how we end an authorization there
     * @param overlapDays how many days before the newest reading every synchronisation asks for again, for corrections
     *     and late data
     * @param sync how often data are brought up to date, or null for the usual
     */
    public record Data(@NotNull URI resourceBase, @DefaultValue List<String> hosts,
            @DefaultValue("90") @Min(1) @Max(1500) int historyDays,
            @DefaultValue("published") DateFilter dateFilter, @DefaultValue("60s") Duration requestTimeout,
            @DefaultValue("256MB") DataSize maxFeedSize, @DefaultValue("delete") Revocation revocation,
            @DefaultValue("30") @Min(0) @Max(400) int overlapDays, @Nullable SyncPolicy sync) {
        private static final int USUAL_OVERLAP = 30;

        @ConstructorBinding
        public Data {
        }

        /** Of a utility at which authorizations are ended as the standard says. */
        public Data(URI resourceBase, List<String> hosts, int historyDays, DateFilter dateFilter,
                Duration requestTimeout, DataSize maxFeedSize) {
            this(resourceBase, hosts, historyDays, dateFilter, requestTimeout, maxFeedSize, Revocation.DELETE,
                    USUAL_OVERLAP, null);
        }
    }

    /** How hard a utility may be asked by one process; an account at UtilityAPI by all replicas of a service together. */
    public record Limits(@DefaultValue("5") @Positive double requestsPerSecond) {}

    /**
     * Notifications that the utility sends by itself.
     *
     * @param bearer a reference to the secret that it sends as a bearer token: {@code env:NAME} or {@code file:PATH}
     */
    public record Notifications(@NotBlank @Pattern(regexp = "(env|file):.+") String bearer) {}

    /** The secret of a profile is only referred to, so this text is safe; shortened for logs all the same. */
    @Override
    public String toString() {
        return "ProviderProfile[" + id + "]";
    }
}
