// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.answer;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.keyset.InvalidKeysetException;
import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps what a utility has answered to a question that cannot be put again, sealed with the token keyset, from before it
 * is understood until it is committed: a process that is killed in between, or whose database is away, loses no token.
 * Where an answer cannot be kept, the work goes on without: it is lost only if the process is killed, too.
 */
@Component
@EnableConfigurationProperties(AnswerSettings.class)
public class KeptAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAnswers.class);
    private static final String METRIC = "dcarbon.authorization.answers";

    private final AnswerFiles files;
    private final SecretCipher cipher;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Instant startedAt;

    KeptAnswers(AnswerSettings settings, SecretCipher cipher, MeterRegistry metrics, Clock clock) throws IOException {
        this.files = new AnswerFiles(settings.directory());
        this.cipher = cipher;
        this.metrics = metrics;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Never fails. */
    public Mono<Void> keep(Attempt attempt, KeptAnswer answer) {
        return onDisk(() -> {
            files.write(attempt, cipher.seal(answer.receivedAt() + "\n" + answer.body(), place(attempt)));
            return attempt;
        }).doOnNext(_ -> count("kept"))
                .onErrorResume(error -> {
                    count("not_kept");
                    LOG.atError().setCause(error)
                            .addKeyValue("attempt", attempt.name())
                            .log("a utility's answer could not be kept on disk");
                    return Mono.empty();
                })
                .then();
    }

    /** What was answered to that attempt; empty if nothing is kept. */
    public Mono<KeptAnswer> find(Attempt attempt) {
        return onDisk(() -> opened(attempt)).flatMap(Mono::justOrEmpty)
                .onErrorResume(IOException.class, error -> {
                    LOG.atError().setCause(error).log("kept answers of utilities cannot be read");
                    return Mono.empty();
                });
    }

    /** It is committed, or is of no use. */
    public Mono<Void> forget(Attempt attempt) {
        return onDisk(() -> {
            files.delete(attempt);
            return attempt;
        }).onErrorResume(IOException.class, error -> {
            LOG.atWarn().setCause(error).log("a kept answer of a utility cannot be deleted and is tried again");
            return Mono.empty();
        }).then();
    }

    /**
     * The attempts whose answers nobody is at work on: they came before this process began, or so long ago that whoever
     * received them has given up.
     */
    public Flux<Attempt> left(Duration longest) {
        return onDisk(files::all).flatMapIterable(all -> all)
                .filterWhen(attempt -> find(attempt)
                        .map(answer -> answer.receivedAt().isBefore(startedAt)
                                || answer.receivedAt().plus(longest).isBefore(clock.instant()))
                        .defaultIfEmpty(false));
    }

    private Optional<KeptAnswer> opened(Attempt attempt) throws IOException {
        Optional<String> sealed = files.read(attempt);
        try {
            return sealed.map(text -> read(cipher.open(text, place(attempt))));
        } catch (InvalidKeysetException e) {
            files.setAside(attempt);
            LOG.atError().setCause(e).addKeyValue("attempt", attempt.name())
                    .log("a kept answer of a utility cannot be opened and was set aside");
            return Optional.empty();
        }
    }

    private static KeptAnswer read(String text) {
        int end = text.indexOf('\n');
        return new KeptAnswer(Instant.parse(text.substring(0, end)), text.substring(end + 1));
    }

    private static Place place(Attempt attempt) {
        return new Place("kept_answers", attempt.kind() + "-" + attempt.version(), attempt.id());
    }

    private void count(String outcome) {
        metrics.counter(METRIC, "outcome", outcome).increment();
    }

    private static <T> Mono<T> onDisk(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
