// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;

import com.dcarbon.ingestion.espi.FeedDocument;
import com.dcarbon.ingestion.line.ProviderHttp;
import com.dcarbon.ingestion.line.ProviderHttp.BodyReader;
import com.dcarbon.ingestion.line.UtilityLines;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderStatus;
import com.dcarbon.platform.providers.ProviderTrouble;

import io.netty.handler.codec.DecoderException;
import reactor.core.publisher.Mono;

/**
 * Fetches one resource from a utility, as a stream onto disk. Follows no redirection; looks at the status before the body;
 * shows our certificate where the profile has one.
 */
@Component
class ResourceClient {
    private static final String CALL = "resource";

    private final ProviderHttp http;
    private final UtilityLines lines;

    ResourceClient(ProviderHttp http, UtilityLines lines) {
        this.http = http;
        this.lines = lines;
    }

    /** @param receiving what is done with the document while it comes */
    Mono<ProviderOutcome<ResourceAnswer>> get(ProviderProfile profile, URI address, String accessToken,
            BodyReader<FeedDocument> receiving) {
        Mono<ProviderOutcome<ResourceAnswer>> call = Mono.defer(() -> http.to(profile)
                .get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(accessToken))
                .accept(MediaType.APPLICATION_ATOM_XML, MediaType.APPLICATION_XML, MediaType.ALL)
                .exchangeToMono(response -> answer(profile, address, response, receiving)));
        return lines.to(profile).ask(CALL, lines.turnsAt(profile), http.bounded(call), ResourceClient::reported);
    }

    /** A refused token counts as the trouble that it is at this call, whatever comes out about the grant later. */
    private static ProviderOutcome<?> reported(ProviderOutcome<ResourceAnswer> outcome) {
        return outcome instanceof ProviderOutcome.Succeeded<ResourceAnswer>(ResourceAnswer.TokenRefused(int status))
                ? ProviderOutcome.failed(new ProviderTrouble.ReauthorizationNeeded("status " + status))
                : outcome;
    }

    private Mono<ProviderOutcome<ResourceAnswer>> answer(ProviderProfile profile, URI address, ClientResponse response,
            BodyReader<FeedDocument> receiving) {
        int status = response.statusCode().value();
        Instant until = http.retryAfter(response);
        return switch (status) {
            case 200 -> document(profile, response, receiving);
            case 202 -> without(response, ProviderOutcome.failed(
                    new ProviderTrouble.Pending("status 202", place(address, response), until)));
            case 204 -> without(response, ProviderOutcome.succeeded(new ResourceAnswer.Nothing()));
            case 401, 403 -> without(response, ProviderOutcome.succeeded(new ResourceAnswer.TokenRefused(status)));
            default -> without(response, response.statusCode().is2xxSuccessful()
                    ? malformed("status " + status)
                    : ProviderOutcome.failed(ProviderStatus.trouble(status, until)));
        };
    }

    private static @Nullable String header(ClientResponse response, String name) {
        return response.headers().asHttpHeaders().getFirst(name);
    }

    /** Where an answer in preparation will be: {@code Content-Location}, {@code Location}, else where it was asked for. */
    private static URI place(URI address, ClientResponse response) {
        String named = header(response, HttpHeaders.CONTENT_LOCATION);
        String told = named == null ? header(response, HttpHeaders.LOCATION) : named;
        try {
            return told == null ? address : address.resolve(told.strip());
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static Mono<ProviderOutcome<ResourceAnswer>> without(ClientResponse response,
            ProviderOutcome<ResourceAnswer> outcome) {
        return response.releaseBody().thenReturn(outcome);
    }

    private static ProviderOutcome<ResourceAnswer> malformed(String detail) {
        return ProviderOutcome.failed(new ProviderTrouble.Malformed(detail));
    }

    private static Mono<ProviderOutcome<ResourceAnswer>> document(ProviderProfile profile, ClientResponse response,
            BodyReader<FeedDocument> receiving) {
        String type = header(response, HttpHeaders.CONTENT_TYPE);
        if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.TEXT_HTML_VALUE)) {
            return without(response, malformed("a web page"));
        }
        return ProviderHttp.read(profile, response, receiving)
                .<ResourceAnswer>map(ResourceAnswer.Document::new)
                .defaultIfEmpty(new ResourceAnswer.TooLarge())
                .map(ProviderOutcome::<ResourceAnswer>succeeded)
                .onErrorResume(DecoderException.class, broken -> Mono.just(malformed("an encoding that is broken")));
    }
}
