// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;

import com.dcarbon.ingestion.line.ProviderHttp;
import com.dcarbon.ingestion.line.SharedTurns;
import com.dcarbon.ingestion.line.Turns;
import com.dcarbon.ingestion.line.UtilityLines;
import com.dcarbon.platform.database.OutlastingOutage;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderStatus;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.pace.SharedPace;

import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks to UtilityAPI with our account's token. All replicas share the account's pace; intervals, which UtilityAPI
 * excepts from it, have a lane of their own, and a pause is one for both.
 */
@Component
@EnableConfigurationProperties(UtilityApiSettings.class)
class UtilityApiClient {
    /** What 400 means when every meter that was asked for belongs to an authorization that has ended. */
    static final String ENDED = "expired_or_revoked";
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,60}");

    private final ProviderHttp http;
    private final UtilityLines lines;
    private final UtilityApiTokens tokens;
    private final SharedPace pace;
    private final UtilityApiSettings settings;
    private final JsonMapper json;
    private final OutlastingOutage outlasting;
    private final Clock clock;

    UtilityApiClient(ProviderHttp http, UtilityLines lines, UtilityApiTokens tokens, SharedPace pace,
            UtilityApiSettings settings, JsonMapper json, OutlastingOutage outlasting, Clock clock) {
        this.http = http;
        this.lines = lines;
        this.tokens = tokens;
        this.pace = pace;
        this.settings = settings;
        this.json = json;
        this.outlasting = outlasting;
        this.clock = clock;
    }

    /** Reads a resource onto disk, at the account's pace. */
    Mono<ProviderOutcome<ApiAnswer>> get(ProviderProfile profile, String call, URI address, Path file) {
        return get(profile, call, turns(profile, false), address, file);
    }

    /** Reads intervals onto disk. */
    Mono<ProviderOutcome<ApiAnswer>> getIntervals(ProviderProfile profile, URI address, Path file) {
        return get(profile, "intervals", turns(profile, true), address, file);
    }

    private Mono<ProviderOutcome<ApiAnswer>> get(ProviderProfile profile, String call, Turns turns, URI address,
            Path file) {
        Mono<ProviderOutcome<ApiAnswer>> request = Mono.defer(() -> http.to(profile)
                .get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(tokens.of(profile)))
                .accept(MediaType.APPLICATION_JSON)
                .exchangeToMono(response -> document(profile, response, file)));
        return lines.to(profile).ask(call, turns, http.bounded(request), UtilityApiClient::reported);
    }

    /** Asks for an act. An outcome that is no refusal leaves open whether it was done. */
    Mono<ProviderOutcome<JsonNode>> post(ProviderProfile profile, String call, URI address, Map<String, ?> body) {
        Mono<ProviderOutcome<JsonNode>> request = Mono.defer(() -> http.to(profile)
                .post()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(tokens.of(profile)))
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(json.writeValueAsString(body))
                .exchangeToMono(this::answer));
        return lines.to(profile).ask(call, turns(profile, false), http.bounded(request), outcome -> outcome);
    }

    private Turns turns(ProviderProfile profile, boolean intervals) {
        String account = "utility_api:" + profile.requiredUtilityApi().account();
        String data = account + ":intervals";
        return new SharedTurns(pace, intervals ? data : account, List.of(account, data),
                intervals ? settings.intervalsPerSecond() : profile.limits().requestsPerSecond(),
                settings.turnPatience(), outlasting, clock);
    }

    private static ProviderOutcome<?> reported(ProviderOutcome<ApiAnswer> outcome) {
        return outcome instanceof ProviderOutcome.Succeeded<ApiAnswer>(ApiAnswer.TooMuch(String detail))
                ? ProviderOutcome.failed(new ProviderTrouble.Unavailable(detail, null))
                : outcome;
    }

    private Mono<ProviderOutcome<ApiAnswer>> document(ProviderProfile profile, ClientResponse response, Path file) {
        return switch (response.statusCode().value()) {
            case 200 -> ProviderHttp.read(profile, response, body -> kept(body, file))
                    .defaultIfEmpty(new ApiAnswer.TooMuch("too large"))
                    .map(ProviderOutcome::succeeded);
            case 504 -> response.releaseBody()
                    .thenReturn(ProviderOutcome.succeeded(new ApiAnswer.TooMuch("status 504")));
            default -> trouble(response).map(ProviderOutcome::failed);
        };
    }

    private static ApiAnswer kept(InputStream body, Path file) throws IOException {
        Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        return new ApiAnswer.Document();
    }

    private Mono<ProviderOutcome<JsonNode>> answer(ClientResponse response) {
        return response.statusCode().value() == 200
                ? response.bodyToMono(String.class).defaultIfEmpty("").map(this::parsed)
                : trouble(response).map(ProviderOutcome::failed);
    }

    private ProviderOutcome<JsonNode> parsed(String body) {
        try {
            return ProviderOutcome.succeeded(json.readTree(body));
        } catch (JacksonException e) {
            return ProviderOutcome.failed(new ProviderTrouble.Malformed("no JSON"));
        }
    }

    private Mono<ProviderTrouble> trouble(ClientResponse response) {
        int status = response.statusCode().value();
        return switch (status) {
            case 400 -> response.bodyToMono(String.class)
                    .defaultIfEmpty("")
                    .onErrorReturn("")
                    .map(body -> refusal(errorCode(body)));
            case 401, 403 -> response.releaseBody()
                    .thenReturn(new ProviderTrouble.Misconfigured("status " + status + " to our account's token"));
            default -> response.releaseBody()
                    .thenReturn(response.statusCode().is2xxSuccessful()
                            ? new ProviderTrouble.Malformed("status " + status)
                            : ProviderStatus.trouble(status, http.retryAfter(response)));
        };
    }

    private static ProviderTrouble refusal(String code) {
        return code.equals(ENDED)
                ? new ProviderTrouble.ReauthorizationNeeded(ENDED)
                : new ProviderTrouble.Misconfigured("status 400 " + code);
    }

    /** The code only: the description may hold anything. */
    private String errorCode(String body) {
        ProviderOutcome<JsonNode> parsed = parsed(body);
        String code = parsed instanceof ProviderOutcome.Succeeded<JsonNode>(JsonNode tree)
                ? tree.path("error").asString("")
                : "";
        return ERROR_CODE.matcher(code).matches() ? code : "";
    }
}
