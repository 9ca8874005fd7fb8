// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import jakarta.validation.Valid;
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
 * @param notifications how the utility shows itself when it tells of news; null: it does not
 */
public record ProviderProfile(@Pattern(regexp = "[a-z0-9-]{1,40}") String id, @NotBlank String name,
        @NotNull AuthMethod method, @DefaultValue("1000") int order, @Nullable String state,
        @DefaultValue("You'll be redirected to your utility's secure portal") String info, @NotNull ZoneId timeZone,
        @NotNull @Valid OAuth oauth, @NotNull @Valid Data data, @DefaultValue @Valid Limits limits,
        @Nullable @Valid Notifications notifications) {

    /** How the client shows itself at the token endpoint (RFC 6749, section 2.3.1). */
    public enum ClientAuthentication {
        BASIC,
        FORM
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
     * @param clientSecret a reference: {@code env:NAME} or {@code file:PATH}
     * @param scope as the utility expects it; for Green Button the ESPI scope string
     * @param issuer compared with the callback's {@code iss} (RFC 9207), if set
     */
    public record OAuth(@NotNull URI authorizationEndpoint, @NotNull URI tokenEndpoint, @NotBlank String clientId,
            @NotBlank @Pattern(regexp = "(env|file):.+") String clientSecret,
            @DefaultValue("basic") ClientAuthentication clientAuthentication, @NotBlank String scope,
            @DefaultValue("granted") RefreshScope refreshScope, @DefaultValue("offered") Pkce pkce,
            @Nullable URI issuer) {}

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

    /**
     * Reading meter data from the utility.
     *
     * @param resourceBase the root of its resources, without a slash at the end
     * @param hosts further hosts that its links may name, as {@code host} or {@code host:port}
     * @param historyDays how many days are imported after an authorization
     * @param requestTimeout for one answer to begin and to make progress
     * @param maxFeedSize a larger answer is refused
     * @param revocation how we end an authorization there
     */
    public record Data(@NotNull URI resourceBase, @DefaultValue List<String> hosts,
            @DefaultValue("90") @Min(1) @Max(1500) int historyDays,
            @DefaultValue("published") DateFilter dateFilter, @DefaultValue("60s") Duration requestTimeout,
            @DefaultValue("256MB") DataSize maxFeedSize, @DefaultValue("delete") Revocation revocation) {
        @ConstructorBinding
        public Data {
        }

        /** Of a utility at which authorizations are ended as the standard says. */
        public Data(URI resourceBase, List<String> hosts, int historyDays, DateFilter dateFilter,
                Duration requestTimeout, DataSize maxFeedSize) {
            this(resourceBase, hosts, historyDays, dateFilter, requestTimeout, maxFeedSize, Revocation.DELETE);
        }
    }

    /** How hard a utility may be asked by one process. */
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
