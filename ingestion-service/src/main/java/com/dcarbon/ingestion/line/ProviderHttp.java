// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import com.dcarbon.platform.providers.CertificateRefusal;
import com.dcarbon.platform.providers.ProviderConnections;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.RetryAfter;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.InvalidLineSeparatorException;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/** Speaks HTTP with utilities: follows no redirection, streams documents onto disk, and waits no longer than it must. */
@Component
@EnableConfigurationProperties(LineSettings.class)
public class ProviderHttp {
    private static final int BUFFERS_AHEAD = 64;
    /** As much as is read at once: each chunk costs the same, however little is in it. */
    private static final int LARGEST_CHUNK = 1 << 16;

    private final WebClient.Builder builder;
    private final HttpClient http;
    private final LineSettings settings;
    private final ProviderConnections connections;
    private final Clock clock;

    ProviderHttp(WebClient.Builder builder, LineSettings settings, ProviderConnections connections, Clock clock) {
        this.builder = builder;
        this.settings = settings;
        this.connections = connections;
        this.clock = clock;
        // Netty's usual allocator takes buffers of this size from the system one by one, and giving one back stops every thread.
        this.http = HttpClient.create()
                .followRedirect(false)
                .compress(true)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .httpResponseDecoder(decoder -> decoder.maxChunkSize(LARGEST_CHUNK))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()));
    }

    /** A client with that utility's patience, which shows our certificate where the profile has one. */
    public WebClient to(ProviderProfile profile) {
        HttpClient patient = connections.to(profile, http.responseTimeout(profile.data().requestTimeout()));
        return builder.clone().clientConnector(new ReactorClientHttpConnector(patient)).build();
    }

    /** Ends a request that takes too long, and makes trouble on the way an outcome. */
    public <T> Mono<ProviderOutcome<T>> bounded(Mono<ProviderOutcome<T>> request) {
        return request.timeout(settings.longestAnswer())
                .onErrorResume(ProviderHttp::isTheirs, error -> Mono.just(unreachable(error)));
    }

    /** When the utility wishes to be asked again, or null if it does not say. */
    public @Nullable Instant retryAfter(ClientResponse response) {
        String told = response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return RetryAfter.parse(told, clock.instant()).orElse(null);
    }

    /** Works on a body while it comes, on a thread that may wait for it. */
    @FunctionalInterface
    public interface BodyReader<T> {
        /** @throws IOException where our own files fail; trouble on the way from the utility is no IOException here */
        T read(InputStream body) throws IOException;
    }

    /** @return what was made of it; empty if it is larger than the profile allows */
    public static <T> Mono<T> read(ProviderProfile profile, ClientResponse response, BodyReader<T> reader) {
        return Mono.defer(() -> {
            var end = new BodyEnd();
            Flux<DataBuffer> body = limited(wellFramed(response.bodyToFlux(DataBuffer.class)),
                    profile.data().maxFeedSize().toBytes()).doOnComplete(end::reached);
            return Mono.using(() -> DataBufferUtils.subscriberInputStream(body, BUFFERS_AHEAD),
                    in -> Mono.fromCallable(() -> read(end.of(in), reader)).subscribeOn(Schedulers.boundedElastic()),
                    ProviderHttp::abandon);
        })
                .onErrorResume(TooLargeException.class, tooLarge -> Mono.empty());
    }

    /** Nothing if the body was given up: nobody waits for it, and that is no error. */
    private static <T> @Nullable T read(InputStream body, BodyReader<T> reader) {
        try {
            return reader.read(body);
        } catch (ClosedByInterruptException | CancellationException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void abandon(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Chunks that are none (RFC 9112, section 7.1) are trouble on the way. */
    private static Flux<DataBuffer> wellFramed(Flux<DataBuffer> body) {
        return body.onErrorMap(ProviderHttp::isBrokenChunk,
                broken -> new ChannelException("the chunks of an answer are broken", broken));
    }

    /** A length that is no number comes as that. */
    private static boolean isBrokenChunk(Throwable error) {
        return error instanceof IllegalArgumentException || error instanceof CorruptedFrameException
                || error instanceof TooLongFrameException || error instanceof InvalidLineSeparatorException;
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
                || error instanceof ChannelException || error instanceof DecoderException;
    }

    private static <T> ProviderOutcome<T> unreachable(Throwable error) {
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
