// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

import com.dcarbon.ingestion.espi.SpooledDocument;
import com.dcarbon.platform.providers.ProviderProfile;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Fetches one resource from a utility, as a stream onto disk. Follows no redirection. */
@Component
class ResourceClient {
    private static final MediaType ATOM = MediaType.APPLICATION_ATOM_XML;

    private final WebClient.Builder builder;
    private final HttpClient http;
    private final UtilityLines lines;
    private final Clock clock;

    ResourceClient(WebClient.Builder builder, GreenButtonSettings settings, UtilityLines lines, Clock clock) {
        this.builder = builder;
        this.lines = lines;
        this.clock = clock;
        this.http = HttpClient.create()
                .followRedirect(false)
                .compress(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()));
    }

    /** @param file where the document is put */
    Mono<ResourceAnswer> get(ProviderProfile profile, URI address, String accessToken, Path file) {
        Duration timeout = profile.data().requestTimeout();
        Mono<ResourceAnswer> call = builder.clone()
                .clientConnector(new ReactorClientHttpConnector(http.responseTimeout(timeout)))
                .build()
                .get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(accessToken))
                .accept(ATOM, MediaType.APPLICATION_XML, MediaType.ALL)
                .exchangeToMono(response -> answer(profile, address, response, file))
                .onErrorResume(ResourceClient::isTheirs, error -> Mono.just(unavailable(error)));
        return lines.to(profile).ask(call);
    }

    private Mono<ResourceAnswer> answer(ProviderProfile profile, URI address, ClientResponse response, Path file) {
        int status = response.statusCode().value();
        Instant until = RetryAfter.parse(response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER),
                clock.instant()).orElse(null);
        return switch (status) {
            case 200 -> document(profile, address, response, file);
            case 202 -> without(response, new ResourceAnswer.NotReady(until));
            case 204 -> without(response, new ResourceAnswer.Nothing());
            case 401, 403 -> without(response, new ResourceAnswer.TokenRefused(status));
            case 404, 410 -> without(response, new ResourceAnswer.Gone(status));
            case 429 -> without(response, new ResourceAnswer.Busy(until));
            case 408 -> without(response, new ResourceAnswer.Unavailable("status 408", until));
            default -> without(response, status >= 500
                    ? new ResourceAnswer.Unavailable("status " + status, until)
                    : new ResourceAnswer.Rejected(status));
        };
    }

    private static Mono<ResourceAnswer> without(ClientResponse response, ResourceAnswer answer) {
        return response.releaseBody().thenReturn(answer);
    }

    private static Mono<ResourceAnswer> document(ProviderProfile profile, URI address, ClientResponse response,
            Path file) {
        MediaType type = response.headers().contentType().orElse(ATOM);
        if (type.isCompatibleWith(MediaType.TEXT_HTML)) {
            return without(response, new ResourceAnswer.NotAFeed(type.toString()));
        }
        Flux<DataBuffer> body = limited(response.bodyToFlux(DataBuffer.class), profile.data().maxFeedSize().toBytes());
        return DataBufferUtils.write(body, file)
                .<ResourceAnswer>thenReturn(
                        new ResourceAnswer.Document(new SpooledDocument(address.toString(), file)))
                .onErrorResume(TooLargeException.class, tooLarge -> Mono.just(new ResourceAnswer.TooLarge()));
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

    private static ResourceAnswer unavailable(Throwable error) {
        @Nullable
        Throwable cause = error.getCause();
        return new ResourceAnswer.Unavailable((cause == null ? error : cause).getClass().getSimpleName(), null);
    }

    private static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("the answer is larger than the profile allows", null, false, false);
        }
    }
}
