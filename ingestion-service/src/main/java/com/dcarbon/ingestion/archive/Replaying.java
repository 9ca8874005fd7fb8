// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.line.Spooling;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.ReceivedDocument;
import com.dcarbon.ingestion.source.SpoolFolder;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes an import's documents out of the archive. */
@Component
public class Replaying {
    private final RawPayloads payloads;
    private final SealingDocument sealing;
    private final Spooling spooling;

    Replaying(RawPayloads payloads, SealingDocument sealing, Spooling spooling) {
        this.payloads = payloads;
        this.sealing = sealing;
        this.spooling = spooling;
    }

    /** Their names, in the order in which they were received; empty if there are none any more. */
    public Mono<List<String>> names(UUID jobId) {
        return payloads.ofJob(jobId).map(RawPayloads.Kept::name).collectList().filter(kept -> !kept.isEmpty());
    }

    /** @param reading what is done with them; the folder they are in is part of the outcome if it is complete */
    public Mono<FetchOutcome> replay(UUID jobId,
            BiFunction<SpoolFolder, List<ReceivedDocument>, Mono<FetchOutcome>> reading) {
        return payloads.ofJob(jobId)
                .collectList()
                .flatMap(kept -> kept.isEmpty()
                        ? Mono.just(gone())
                        : spooling.into(folder -> Mono.fromCallable(() -> opened(kept, folder))
                                .subscribeOn(Schedulers.boundedElastic())
                                .flatMap(documents -> reading.apply(folder, documents))));
    }

    /** Erased, or too old, since the import was ordered. */
    private static FetchOutcome gone() {
        return new FetchOutcome.Failed(FetchFailure.FILE_GONE, "the documents are not kept any more", null);
    }

    private List<ReceivedDocument> opened(List<RawPayloads.Kept> kept, SpoolFolder folder) throws IOException {
        List<ReceivedDocument> documents = new ArrayList<>();
        for (RawPayloads.Kept one : kept) {
            Path file = folder.newFile();
            sealing.open(one.payloadId(), one.hash(), file);
            documents.add(new ReceivedDocument(one.name(), file, false));
        }
        return documents;
    }
}
