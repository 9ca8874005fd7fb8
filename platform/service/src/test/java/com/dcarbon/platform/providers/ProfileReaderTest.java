// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import jakarta.validation.Validation;
import jakarta.validation.Validator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile.OAuth;
import com.dcarbon.platform.providers.ProviderProfile.Pkce;
import com.dcarbon.platform.providers.ProviderProfile.RefreshTokens;
import com.dcarbon.platform.providers.ProviderProfile.Revocation;

class ProfileReaderTest {
    static final String PROFILE = """
            id: acme
            name: Acme Power
            method: green_button
            order: 4
            time_zone: America/Los_Angeles
            oauth:
              authorization_endpoint: https://login.acme.example/authorize
              token_endpoint: https://login.acme.example/token
              client_id: dcarbon
              client_secret: env:ACME_SECRET
              scope: FB=1_3_4_5;IntervalDuration=900
              pkce: off
            data:
              resource_base: https://data.acme.example/espi/1_1/resource
              hosts: [files.acme.example]
              max_feed_size: 64MB
              request_timeout: 90s
            limits:
              requests_per_second: 0.5
            """;
    private final Validator validator = Validation.buildDefaultValidatorFactory().getValidator();
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void readsEveryPartOfAProfile() throws IOException {
        ProviderProfile profile = read(PROFILE);

        assertThat(profile.method()).isEqualTo(AuthMethod.GREEN_BUTTON);
        assertThat(profile.timeZone()).isEqualTo(ZoneId.of("America/Los_Angeles"));
        assertThat(profile.requiredOauth().pkce()).isEqualTo(Pkce.OFF);
        assertThat(profile.requiredOauth().scope()).isEqualTo("FB=1_3_4_5;IntervalDuration=900");
        assertThat(profile.data().requestTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(profile.data().maxFeedSize()).isEqualTo(DataSize.ofMegabytes(64));
        assertThat(profile.data().historyDays()).isEqualTo(90);
        assertThat(profile.limits().requestsPerSecond()).isEqualTo(0.5);
    }

    @Test
    void asksAsOftenAsIsUsualWithTheMethodIfTheProfileDoesNotSay() throws IOException {
        String limits = "limits:\n  requests_per_second: 0.5\n";
        assertThat(read(PROFILE.replace(limits, "")).limits().requestsPerSecond()).isEqualTo(5);
        String utilityApi = """
                id: acme
                name: Acme
                method: utility_api
                time_zone: America/Los_Angeles
                utility_api: {utility: ACME, token: "env:TOKEN"}
                data: {resource_base: "https://utilityapi.com/api/v2"}
                """;
        assertThat(read(utilityApi).limits().requestsPerSecond()).isEqualTo(1);
        assertThat(read(utilityApi + limits).limits().requestsPerSecond()).isEqualTo(0.5);
    }

    @Test
    void readsHowAUtilityShowsItselfIfItSendsNotifications() throws IOException {
        assertThat(read(PROFILE).notifications()).isNull();
        var notifications = read(PROFILE + "notifications:\n  bearer: env:ACME_NOTIFICATION_TOKEN\n").notifications();
        assertThat(notifications).isEqualTo(new ProviderProfile.Notifications("env:ACME_NOTIFICATION_TOKEN"));
        assertThatThrownBy(() -> read(PROFILE + "notifications:\n  bearer: hunter2\n"))
                .isInstanceOf(InvalidProfileException.class).hasMessageNotContaining("hunter2");
    }

    @Test
    void endsAuthorizationsByDeletingThemUnlessTheProfileSaysThatThatIsNotOffered() throws IOException {
        assertThat(read(PROFILE).data().revocation()).isEqualTo(Revocation.DELETE);
        assertThat(read(PROFILE.replace("data:\n", "data:\n  revocation: none\n")).data().revocation())
                .isEqualTo(Revocation.NONE);
    }

    @Test
    void wantsASecretOrACertificateAsTheClientShowsItself() throws IOException {
        String secret = "  client_secret: env:ACME_SECRET\n";
        String certificate = "  client_certificate:\n    chain: file:/acme.crt\n    key: file:/acme.key\n";
        String tls = PROFILE.replace(secret, "  client_authentication: tls\n" + certificate);

        assertThat(read(tls).requiredOauth().clientSecret()).isNull();
        assertThat(read(PROFILE.replace(secret, secret + certificate)).requiredOauth().requiredClientSecret())
                .isEqualTo("env:ACME_SECRET");
        for (String mistake : List.of(PROFILE.replace(secret, ""), tls.replace(certificate, ""),
                tls.replace(certificate, secret + certificate), tls.replace("    key: file:/acme.key\n", ""))) {
            assertThatThrownBy(() -> read(mistake)).isInstanceOf(InvalidProfileException.class);
        }
    }

    @Test
    void readsHowTokensAreRevokedAndRefreshedAndWhoWeAreInTheUtilitysList() throws IOException {
        assertThat(read(PROFILE).requiredOauth().knownAs()).isEqualTo("dcarbon");
        assertThat(read(PROFILE).requiredOauth().refreshTokens()).isEqualTo(RefreshTokens.SINGLE_USE);
        OAuth oauth = read(PROFILE.replace("  pkce: off\n", """
                  refresh_tokens: reusable
                  revocation_endpoint: https://login.acme.example/revoke
                  third_party_id: "50916"
                """)).requiredOauth();
        assertThat(oauth.knownAs()).isEqualTo("50916");
        assertThat(oauth.refreshTokens()).isEqualTo(RefreshTokens.REUSABLE);
        assertThat(oauth.revocationEndpoint()).isEqualTo(URI.create("https://login.acme.example/revoke"));
        assertThatThrownBy(() -> read(PROFILE.replace("  pkce: off\n",
                "  revocation_endpoint: http://login.acme.example/revoke\n"))).hasMessageContaining("https");
    }

    @Test
    void offersPkceUnlessTheProfileForbidsIt() throws IOException {
        assertThat(read(PROFILE.replace("  pkce: off\n", "")).requiredOauth().pkce()).isEqualTo(Pkce.OFFERED);
    }

    @Test
    void refusesPlainHttpUnlessAllowed() {
        assertThatThrownBy(() -> read(PROFILE.replace("https://data", "http://data")))
                .isInstanceOf(InvalidProfileException.class).hasMessageContaining("https");
    }

    @Test
    void refusesAUtilityInsideThisNetworkUnlessAllowed() {
        assertThatThrownBy(() -> read(PROFILE.replace("https://data.acme.example", "https://169.254.169.254")))
                .isInstanceOf(InvalidProfileException.class).hasMessageContaining("internet");
        assertThatThrownBy(() -> read(PROFILE.replaceFirst("hosts: \\[[^\\]]*\\]", "hosts: [\"10.0.0.5:8443\"]")))
                .isInstanceOf(InvalidProfileException.class).hasMessageContaining("10.0.0.5:8443");
    }

    @Test
    void refusesMisspeltAndMissingSettings() {
        assertThatThrownBy(() -> read(PROFILE.replace("client_id", "cliend_id")))
                .isInstanceOf(InvalidProfileException.class);
        assertThatThrownBy(() -> read(PROFILE.replace("env:ACME_SECRET", "hunter2")))
                .isInstanceOf(InvalidProfileException.class).hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> read(PROFILE.replace("id: acme", "id: other")))
                .isInstanceOf(InvalidProfileException.class).hasMessageContaining("file's name");
    }

    @Test
    void speaksOnlyToTheHostsOfTheProfile() throws IOException {
        var hosts = new ProviderHosts(read(PROFILE), false);

        assertThat(hosts.allows(URI.create("https://data.acme.example/x"))).isTrue();
        assertThat(hosts.allows(URI.create("https://FILES.acme.example/x"))).isTrue();
        assertThat(hosts.allows(URI.create("https://data.acme.example:443/x"))).isTrue();
        assertThat(hosts.allows(URI.create("https://data.acme.example:8443/x"))).isFalse();
        assertThat(hosts.allows(URI.create("http://data.acme.example/x"))).isFalse();
        assertThat(hosts.allows(URI.create("https://data.acme.example@evil.example/x"))).isFalse();
        assertThat(hosts.allows(URI.create("/relative"))).isFalse();
    }

    @Test
    void resolvesSecretsByReference() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from-a-mounted-file\n");
        var secrets = new Secrets(name -> name.equals("ACME_SECRET") ? "from-environment" : null, false);

        assertThat(secrets.resolve("env:ACME_SECRET")).isEqualTo("from-environment");
        assertThat(secrets.resolve("file:" + file)).isEqualTo("from-a-mounted-file");
        assertThatThrownBy(() -> secrets.resolve("env:MISSING")).hasMessageContaining("env:MISSING");
    }

    @Test
    void takesNoSecretForDevelopmentOutsideOfALocalStack() {
        assertThatThrownBy(() -> new Secrets(_ -> "local-pge-secret", false).resolve("env:ACME_SECRET"))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining("env:ACME_SECRET")
                .hasMessageNotContaining("local-pge");
        assertThat(new Secrets(_ -> "local-pge-secret", true).resolve("env:ACME_SECRET")).isNotBlank();
    }

    private ProviderProfile read(String yaml) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), yaml);
        return new ProfileReader(validator, new ProviderSettings(folder, false, false)).readAll(folder).getFirst();
    }
}
