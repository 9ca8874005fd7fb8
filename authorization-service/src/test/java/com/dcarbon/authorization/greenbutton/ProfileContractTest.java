// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import com.dcarbon.authorization.revocation.RevocationAtUtility.Target;
import com.dcarbon.authorization.revocation.TokensAtUtility.Kind;
import com.dcarbon.authorization.session.ConsentProtocol.CodeExchange;
import com.dcarbon.authorization.session.rules.SessionSecrets;
import com.dcarbon.authorization.token.TokenRefresh.RefreshRequest;
import com.dcarbon.authorization.token.rules.ConsentAnswer;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.OAuth;
import com.dcarbon.platform.providers.ProviderProfile.Pkce;
import com.dcarbon.platform.providers.ProviderProfile.RefreshScope;
import com.dcarbon.platform.providers.ProviderProfile.Revocation;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/**
 * The contract of a profile: each of the local stack's, and the one that the documentation gives as a template, is
 * complete, and what it says is what goes over the wire. A further utility is a further file here.
 */
class ProfileContractTest {
    private static final WireMockServer STUB = new WireMockServer(options().dynamicPort());
    private static final SessionSecrets SECRETS = SessionSecrets.of("c2VlZC1zZWVkLXNlZWQtc2VlZC1zZWVkLXNlZWQtc2U");
    private static final URI BACK = URI.create("https://platform.example/green-button/callback/x");

    @TempDir
    private Path folder = Path.of(".");

    static Stream<ProfileUnderTest> profiles() {
        return ProfileUnderTest.all();
    }

    @BeforeAll
    static void start() {
        STUB.start();
    }

    @AfterAll
    static void stop() {
        STUB.stop();
    }

    @BeforeEach
    void answer() {
        STUB.resetAll();
        STUB.stubFor(any(anyUrl()).willReturn(okJson("""
                {"access_token":"at","token_type":"Bearer","expires_in":3600,"refresh_token":"rt","scope":"FB=4_5",
                 "resourceURI":"%1$s/Subscription/5","authorizationURI":"%1$s/Authorization/5"}"""
                .formatted(STUB.baseUrl()))));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void isSpokenAsItSays(ProfileUnderTest under) {
        under.read(folder, STUB.baseUrl(), (profile, adapters) -> {
            assertThat(profile.info()).isNotBlank();
            assertThat(profile.limits().requestsPerSecond()).isPositive();
            if (profile.method() == AuthMethod.GREEN_BUTTON) {
                asksForConsent(profile, adapters);
                exchangesTheCode(profile, adapters);
                refreshes(profile, adapters);
                revokes(profile, adapters);
            }
        });
    }

    private static void asksForConsent(ProviderProfile profile, ProfileAdapters adapters) {
        OAuth oauth = profile.requiredOauth();
        URI page = adapters.consent().consentPage(profile, BACK, SECRETS, null);
        MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(page).build(true).getQueryParams();

        URI endpoint = oauth.authorizationEndpoint(); // which may have a query of its own
        assertThat(page.toString()).startsWith(endpoint.toString().replaceFirst("\\?.*", "") + "?");
        assertThat(query).containsAllEntriesOf(UriComponentsBuilder.fromUri(endpoint).build(true).getQueryParams());
        assertThat(decoded(query, "response_type")).isEqualTo("code");
        assertThat(decoded(query, "client_id")).isEqualTo(oauth.clientId());
        assertThat(decoded(query, "redirect_uri")).isEqualTo(BACK.toString());
        assertThat(decoded(query, "scope")).isEqualTo(oauth.scope());
        assertThat(decoded(query, "state")).isEqualTo(SECRETS.state());
        assertThat(query.containsKey("code_challenge")).isEqualTo(oauth.pkce() == Pkce.OFFERED);
        assertThat(query.containsKey("code_challenge_method")).isEqualTo(oauth.pkce() == Pkce.OFFERED);
    }

    private static void exchangesTheCode(ProviderProfile profile, ProfileAdapters adapters) {
        ConsentAnswer answer = Objects.requireNonNull(
                adapters.consent().exchange(profile,
                        new CodeExchange(UUID.randomUUID(), "the-code", BACK, SECRETS)).block());
        Map<String, String> form = posted(profile, profile.requiredOauth().tokenEndpoint());

        assertThat(answer).isInstanceOf(ConsentAnswer.Granted.class);
        assertThat(form).containsEntry("grant_type", "authorization_code").containsEntry("code", "the-code")
                .containsEntry("redirect_uri", BACK.toString());
        assertThat(form.get("code_verifier")).isEqualTo(profile.requiredOauth().pkce() == Pkce.OFFERED
                ? SECRETS.codeVerifier()
                : null);
    }

    private static void refreshes(ProviderProfile profile, ProfileAdapters adapters) {
        var answer = adapters.refresh().refresh(profile, new RefreshRequest("old", "FB=4_5")).block();
        Map<String, String> form = posted(profile, profile.requiredOauth().tokenEndpoint());

        assertThat(answer).isInstanceOf(ProviderOutcome.Succeeded.class);
        assertThat(form).containsEntry("grant_type", "refresh_token").containsEntry("refresh_token", "old");
        assertThat(form.get("scope"))
                .isEqualTo(profile.requiredOauth().refreshScope() == RefreshScope.GRANTED ? "FB=4_5" : null);
    }

    private static void revokes(ProviderProfile profile, ProfileAdapters adapters) {
        URI endpoint = profile.requiredOauth().revocationEndpoint();
        assertThat(adapters.tokens().isOffered(profile)).isEqualTo(endpoint != null);
        if (endpoint != null) {
            var answer = adapters.tokens().revoke(profile, Kind.REFRESH_TOKEN, "rt").block();
            assertThat(answer).isInstanceOf(ProviderOutcome.Succeeded.class);
            assertThat(posted(profile, endpoint)).containsEntry("token", "rt")
                    .containsEntry("token_type_hint", "refresh_token");
        }
        if (profile.data().revocation() == Revocation.DELETE) {
            var answer = adapters.revocation().revoke(profile, new Target(null, "5", false, null)).block();
            assertThat(answer).isInstanceOf(ProviderOutcome.Succeeded.class);
            assertThat(STUB.getAllServeEvents()).anyMatch(event -> event.getRequest().getMethod()
                    .equals(RequestMethod.DELETE)
                    && event.getRequest().getAbsoluteUrl().equals(profile.data().resourceBase() + "/Authorization/5"));
        }
    }

    /** The form of the latest request to that address, which shows our client in the profile's way and in no other. */
    private static Map<String, String> posted(ProviderProfile profile, URI endpoint) {
        OAuth oauth = profile.requiredOauth();
        LoggedRequest request = LoggedRequest.createFrom(STUB.getAllServeEvents().getFirst().getRequest());
        Map<String, String> form = decoded(UriComponentsBuilder.fromUriString("?" + request.getBodyAsString()).build()
                .getQueryParams().toSingleValueMap());
        assertThat(request.getAbsoluteUrl()).isEqualTo(endpoint.toString());
        assertThat(request.getUrl()).doesNotContain("?");
        List<@Nullable Object> shown = switch (oauth.clientAuthentication()) {
            case BASIC -> Arrays.asList(true, null, null);
            case FORM -> Arrays.asList(false, oauth.clientId(), ProfileUnderTest.SECRET);
            case TLS -> Arrays.asList(false, oauth.clientId(), null);
        };
        assertThat(Arrays.<@Nullable Object>asList(request.containsHeader("Authorization"),
                form.get("client_id"), form.get("client_secret"))).isEqualTo(shown);
        return form;
    }

    private static Map<String, String> decoded(Map<String, String> form) {
        return form.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> URLDecoder.decode(entry.getValue(), UTF_8)));
    }

    private static String decoded(MultiValueMap<String, String> query, String name) {
        return URLDecoder.decode(Objects.requireNonNull(query.getFirst(name)), UTF_8);
    }
}
