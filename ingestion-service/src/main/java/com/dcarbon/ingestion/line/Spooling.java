// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.io.IOException;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.SpoolFolder;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Gives each fetch a folder of its own, which outlives it only inside a complete outcome, with which it is closed. */
@Component
public class Spooling {
    private static final Logger LOG = LoggerFactory.getLogger(Spooling.class);

    private final LineSettings settings;

    Spooling(LineSettings settings) {
        this.settings = settings;
    }

    /** @param fetch may end early with {@link StopFetching} */
    public Mono<FetchOutcome> into(Function<SpoolFolder, Mono<FetchOutcome>> fetch) {
        return Mono.fromCallable(() -> SpoolFolder.in(settings.spoolDirectory()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(folder -> fetch.apply(folder)
                        .onErrorResume(StopFetching.class, stop -> Mono.just(stop.outcome()))
                        .doOnNext(outcome -> closeUnlessComplete(folder, outcome))
                        .doOnError(error -> close(folder))
                        .doOnCancel(() -> close(folder)));
    }

    private static void closeUnlessComplete(SpoolFolder folder, FetchOutcome outcome) {
        if (!(outcome instanceof FetchOutcome.Complete)) {
            close(folder);
        }
    }

    /** What cannot be removed now is removed by {@link SpoolCleanup}; the outcome stands. */
    private static void close(SpoolFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("temporary files of an import were not removed");
        }
    }
}
