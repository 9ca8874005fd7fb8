// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.io.IOException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.Importing;
import com.dcarbon.ingestion.source.ReceivedDocuments;
import com.dcarbon.ingestion.source.SpoolFolder;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/** Gives each fetch a folder of its own, which outlives it only inside a complete outcome, with which it is closed. */
@Component
public class Spooling {
    private static final Logger LOG = LoggerFactory.getLogger(Spooling.class);

    private final SpoolDirectory directory;
    private final ReceivedDocuments archive;

    Spooling(SpoolDirectory directory, ReceivedDocuments archive) {
        this.directory = directory;
        this.archive = archive;
    }

    /** @param fetch may end early with {@link StopFetching} */
    public Mono<FetchOutcome> into(Function<SpoolFolder, Mono<FetchOutcome>> fetch) {
        // By using, so that a folder that was being made when nobody wanted it any more is removed, too.
        return Mono.deferContextual(context -> Mono.using(() -> new Lent(open(context)),
                lent -> fetch.apply(lent.folder)
                        .onErrorResume(StopFetching.class, stop -> Mono.just(stop.outcome()))
                        .doOnNext(lent::ended),
                Lent::giveBack))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** A folder as long as its fetch runs; without an outcome, what was received is left to nobody. */
    private static final class Lent {
        private final SpoolFolder folder;
        private volatile @Nullable FetchOutcome outcome;

        Lent(SpoolFolder folder) {
            this.folder = folder;
        }

        void ended(FetchOutcome how) {
            outcome = how;
        }

        void giveBack() {
            FetchOutcome how = outcome;
            if (how == null) {
                abandon(folder);
            } else {
                closeUnlessComplete(folder, how);
            }
        }
    }

    private SpoolFolder open(ContextView context) throws IOException {
        SpoolFolder folder = directory.newFolder();
        context.<Importing>getOrEmpty(Importing.class)
                .ifPresent(importing -> folder.leaveTo(documents -> archive.take(importing, documents)));
        return folder;
    }

    /** What is not understood is kept, too; what belongs to a fetch that has not come to an end comes again. */
    private static void closeUnlessComplete(SpoolFolder folder, FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Complete) {
            return;
        }
        if (!(outcome instanceof FetchOutcome.Failed(FetchFailure reason, _, _))
                || reason != FetchFailure.MALFORMED_FEED) {
            folder.leaveTo(null);
        }
        close(folder);
    }

    private static void abandon(SpoolFolder folder) {
        folder.leaveTo(null);
        close(folder);
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
