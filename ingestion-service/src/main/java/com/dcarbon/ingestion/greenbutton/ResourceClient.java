// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import com.dcarbon.platform.providers.CertificateRefusal;
import com.dcarbon.platform.providers.ProviderConnections;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderStatus;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.RetryAfter;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Fetches one resource from a utility, as a stream onto disk. Follows no redirection; looks at the status before the body;
 * shows our certificate where the profile has one.
 */
@Component
class ResourceClient {
    private final WebClient.Builder builder;
    private final HttpClient http;
    private final GreenButtonSettings settings;
    private final UtilityLines lines;
    private final ProviderConnections connections;
    private final Clock clock;

    ResourceClient(WebClient.Builder builder, GreenButtonSettings settings, UtilityLines lines,
            ProviderConnections connections, Clock clock) {
        this.builder = builder;
        this.settings = settings;
        this.lines = lines;
        this.connections = connections;
        this.clock = clock;
        this.http = HttpClient.create()
                .followRedirect(false)
                .compress(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()));
    }

    /** @param file where the document is put */
    Mono<ProviderOutcome<ResourceAnswer>> get(ProviderProfile profile, URI address, String accessToken, Path file) {
        HttpClient patient = connections.to(profile, http.responseTimeout(profile.data().requestTimeout()));
        Mono<ProviderOutcome<ResourceAnswer>> call = builder.clone()
                .clientConnector(new ReactorClientHttpConnector(patient))
                .build()
                .get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(accessToken))
                .accept(MediaType.APPLICATION_ATOM_XML, MediaType.APPLICATION_XML, MediaType.ALL)
                .exchangeToMono(response -> answer(profile, address, response, file))
                .timeout(settings.longestAnswer())
                .onErrorResume(ResourceClient::isTheirs, error -> Mono.just(unreachable(error)));
        return lines.to(profile).ask(call);
    }

    private Mono<ProviderOutcome<ResourceAnswer>> answer(ProviderProfile profile, URI address, ClientResponse response,
            Path file) {
        int status = response.statusCode().value();
        Instant until = RetryAfter.parse(header(response, HttpHeaders.RETRY_AFTER), clock.instant()).orElse(null);
        return switch (status) {
            case 200 -> document(profile, response, file);
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
            Path file) {
        String type = header(response, HttpHeaders.CONTENT_TYPE);
        if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.TEXT_HTML_VALUE)) {
            return without(response, malformed("a web page"));
        }
        Flux<DataBuffer> body = limited(response.bodyToFlux(DataBuffer.class), profile.data().maxFeedSize().toBytes());
        return DataBufferUtils.write(body, file)
                .thenReturn(ProviderOutcome.<ResourceAnswer>succeeded(new ResourceAnswer.Document()))
                .onErrorResume(TooLargeException.class,
                        tooLarge -> Mono.just(ProviderOutcome.succeeded(new ResourceAnswer.TooLarge())))
                .onErrorResume(DecoderException.class, broken -> Mono.just(malformed("an encoding that is broken")));
    }

    /** Counts what comes out of a compressed body, not what went in. */
    private static Flux<DataBuffer> limited(Flux<DataBuffer> body, long limit) {
        return Flux.defer(() -> {
            var size = new AtomicLong();
            return body.doOnNext(buffer -> {
                if (size.addAndGet(buffer.readableByteCount()) > limit) {
                    DataBufferUtils.release(buffer);
                    throw new TooLargeException();
                }
            });
        });
    }

    /** Trouble on the way to the utility, not a bug of ours. */
    private static boolean isTheirs(Throwable error) {
        return error instanceof WebClientRequestException || error instanceof IOException
                || error instanceof TimeoutException || error instanceof ReadTimeoutException
                || error instanceof ChannelException;
    }

    private static ProviderOutcome<ResourceAnswer> unreachable(Throwable error) {
        @Nullable
        Throwable cause = error.getCause();
        String what = (cause == null ? error : cause).getClass().getSimpleName();
        return ProviderOutcome.failed(CertificateRefusal.in(error)
                .orElseGet(() -> new ProviderTrouble.Unavailable(what, null)));
    }

    private static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("the answer is larger than the profile allows", null, false, false);
        }
    }
}
