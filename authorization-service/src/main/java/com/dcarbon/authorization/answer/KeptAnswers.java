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
import org.slf4j.event.Level;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps what a utility has answered to a question that cannot be put again, sealed with the token keyset, from before it
 * is used until it is committed: a process that is killed in between, or whose database is away, loses no token.
 * Where an answer cannot be kept, the work goes on without: it is lost only if the process is killed, too.
 */
@Component
@EnableConfigurationProperties(AnswerSettings.class)
public class KeptAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAnswers.class);
    private static final String METRIC = "dcarbon.authorization.answers";

    /** A disk that hangs holds nobody up for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AnswerFiles files;
    private final SecretCipher cipher;
    private final Counter kept;
    private final Counter notKept;
    private final Clock clock;
    private final Instant startedAt;

    KeptAnswers(AnswerSettings settings, SecretCipher cipher, MeterRegistry metrics, Clock clock) throws IOException {
        this.files = new AnswerFiles(settings.directory());
        this.cipher = cipher;
        this.kept = metrics.counter(METRIC, "outcome", "kept");
        this.notKept = metrics.counter(METRIC, "outcome", "not_kept");
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Never fails. */
    public Mono<Void> keep(Attempt attempt, KeptAnswer answer) {
        return onDisk(() -> {
            files.write(attempt, cipher.seal(answer.receivedAt() + "\n" + answer.body(), place(attempt)));
            return attempt;
        }).doOnNext(_ -> kept.increment())
                .onErrorResume(error -> {
                    notKept.increment();
                    LOG.atError().setCause(error)
                            .addKeyValue("attempt", attempt.name())
                            .log("a utility's answer could not be kept on disk");
                    return Mono.empty();
                })
                .then();
    }

    /**
     * What was answered to that attempt; empty if nothing is kept. Fails where the disk does, or no key opens it: then
     * nobody knows.
     */
    public Mono<KeptAnswer> find(Attempt attempt) {
        return onDisk(() -> opened(attempt)).flatMap(Mono::justOrEmpty);
    }

    /** It is committed, or is of no use. Never fails: what cannot be deleted now is looked at again later. */
    public Mono<Void> forget(Attempt attempt) {
        return onDisk(() -> {
            files.delete(attempt);
            return attempt;
        }).onErrorResume(error -> {
            LOG.atWarn().setCause(error).log("a kept answer of a utility cannot be deleted and is tried again");
            return Mono.empty();
        }).then();
    }

    /**
     * The attempts whose answers are not committed although they came before this process began, or so long ago. Never
     * fails.
     */
    public Flux<Attempt> left(Duration age) {
        return onDisk(files::all).onErrorResume(error -> {
            LOG.atError().setCause(error).log("kept answers of utilities cannot be listed");
            return Mono.empty();
        })
                .flatMapIterable(all -> all)
                .filterWhen(attempt -> find(attempt)
                        .map(answer -> isLeft(answer, age))
                        .onErrorResume(error -> setAside(attempt, error))
                        .defaultIfEmpty(false));
    }

    private boolean isLeft(KeptAnswer answer, Duration age) {
        return answer.receivedAt().isBefore(startedAt) || answer.receivedAt().plus(age).isBefore(clock.instant());
    }

    /** What nothing opens is looked at for a while, since keys may come later, and then set aside. */
    private Mono<Boolean> setAside(Attempt attempt, Throwable unreadable) {
        return onDisk(() -> files.setAside(attempt))
                .doOnNext(aside -> LOG.atLevel(aside ? Level.ERROR : Level.WARN).setCause(unreadable)
                        .addKeyValue("attempt", attempt.name())
                        .addKeyValue("set_aside", aside)
                        .log("a kept answer of a utility cannot be read"))
                .onErrorComplete()
                .thenReturn(false);
    }

    private Optional<KeptAnswer> opened(Attempt attempt) throws IOException {
        return files.read(attempt).map(text -> read(cipher.open(text, place(attempt))));
    }

    private static KeptAnswer read(String text) {
        int end = text.indexOf('\n');
        return new KeptAnswer(Instant.parse(text.substring(0, end)), text.substring(end + 1));
    }

    private static Place place(Attempt attempt) {
        return new Place("kept_answers", attempt.kind() + "-" + attempt.issued(), attempt.id());
    }

    private static <T> Mono<T> onDisk(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic()).timeout(PATIENCE);
    }
}
