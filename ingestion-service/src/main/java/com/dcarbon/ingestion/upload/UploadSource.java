// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.espi.EspiFeed;
import com.dcarbon.ingestion.espi.MalformedFeedException;
import com.dcarbon.ingestion.espi.SpooledDocument;
import com.dcarbon.ingestion.feed.FeedImport;
import com.dcarbon.ingestion.line.Spooling;
import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.MeterDataSource;
import com.dcarbon.ingestion.source.ReceivedDocument;
import com.dcarbon.ingestion.source.SpoolFolder;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Meter data of files that people have brought. */
@Component
class UploadSource implements MeterDataSource {
    private final Uploads uploads;
    private final Spooling spooling;
    private final UploadSettings settings;

    UploadSource(Uploads uploads, Spooling spooling, UploadSettings settings) {
        this.uploads = uploads;
        this.spooling = spooling;
        this.settings = settings;
    }

    @Override
    public String name() {
        return UPLOAD;
    }

    /** The authorization's id is the upload's. */
    @Override
    public Mono<FetchOutcome> fetch(DataRequest request) {
        return spooling.into(folder -> {
            Path file = folder.newFile();
            folder.received(nameOf(request), file);
            Flux<DataBuffer> content = uploads.content(request.authorizationId())
                    .map(DefaultDataBufferFactory.sharedInstance::wrap);
            return DataBufferUtils.write(content, file)
                    .then(Mono.fromCallable(() -> read(nameOf(request), file, folder))
                            .subscribeOn(Schedulers.boundedElastic()));
        });
    }

    @Override
    public Mono<FetchOutcome> replay(DataRequest request, SpoolFolder folder, List<ReceivedDocument> documents) {
        return Mono.fromCallable(() -> read(nameOf(request), documents.getFirst().file(), folder))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** By which the archive and the quarantine know it. */
    private static String nameOf(DataRequest request) {
        return CheckingFile.ADDRESS + request.authorizationId();
    }

    private FetchOutcome read(String name, Path file, SpoolFolder folder) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            throw StopFetching.failed(FetchFailure.FILE_GONE, "the content of an upload is not there");
        }
        try {
            var feed = new EspiFeed();
            feed.add(new SpooledDocument(name, file));
            ZoneId zone = feed.timeZone().orElse(settings.timeZone());
            return new FetchOutcome.Complete(FeedImport.of(feed, folder, zone, UploadedPoint::nameOf));
        } catch (MalformedFeedException e) {
            throw StopFetching.failed(FetchFailure.MALFORMED_FEED, String.valueOf(e.getMessage()));
        }
    }
}
