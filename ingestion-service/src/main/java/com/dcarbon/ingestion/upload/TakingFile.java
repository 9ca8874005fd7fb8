// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.line.SpoolDirectory;
import com.dcarbon.ingestion.source.SpoolFolder;
import com.dcarbon.ingestion.sync.OrderingUpload;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes a file from the first byte to the order of its import. */
@Component
@EnableConfigurationProperties(UploadSettings.class)
class TakingFile {
    private static final Logger LOG = LoggerFactory.getLogger(TakingFile.class);

    private final Uploads uploads;
    private final OrderingUpload ordering;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;
    private final UploadSettings settings;
    private final SpoolDirectory spool;

    TakingFile(Uploads uploads, OrderingUpload ordering, AuditTrail audit, TransactionalOperator transaction,
            UploadSettings settings, SpoolDirectory spool) {
        this.uploads = uploads;
        this.ordering = ordering;
        this.audit = audit;
        this.transaction = transaction;
        this.settings = settings;
        this.spool = spool;
    }

    Mono<UploadView> take(UUID facilityId, Flux<PartEvent> parts, Caller caller) {
        return Mono.usingWhen(
                Mono.fromCallable(spool::newFolder).subscribeOn(Schedulers.boundedElastic()),
                folder -> new ReceivingFile(folder.newFile(), settings.maxFileSize().toBytes()).receive(parts)
                        .flatMap(file -> take(facilityId, file, caller)),
                folder -> Mono.fromRunnable(() -> close(folder)).subscribeOn(Schedulers.boundedElastic()));
    }

    private Mono<UploadView> take(UUID facilityId, ReceivedFile file, Caller caller) {
        return Mono.fromCallable(() -> CheckingFile.periodOf(file.path()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(period -> uploads.note(facilityId, file, caller.userId())
                        .flatMap(noted -> noted.wanted()
                                ? order(facilityId, file, period, noted, caller).thenReturn(noted)
                                : Mono.just(noted))
                        .as(transaction::transactional)
                        .doOnNext(noted -> ordering.wake())
                        .map(noted -> new UploadView(noted.id(), facilityId, file.bytes(),
                                HexFormat.of().formatHex(file.sha256()), period.start(), period.end())));
    }

    private Mono<Void> order(UUID facilityId, ReceivedFile file, CheckingFile.Period period, Uploads.Noted noted,
            Caller caller) {
        return uploads.keep(noted.id(), file.path())
                .then(Mono.defer(() -> ordering.order(facilityId, noted.id(), noted.attempt(), period.start(),
                        period.end())))
                .then(Mono.defer(() -> audit.record("green_button_file_uploaded", caller, facilityId, null,
                        Map.of("upload_id", noted.id(), "bytes", file.bytes(), "sha256",
                                HexFormat.of().formatHex(file.sha256())))));
    }

    /** What cannot be removed now is removed with what other imports have left. */
    private static void close(SpoolFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("temporary files of an upload were not removed");
        }
    }
}
