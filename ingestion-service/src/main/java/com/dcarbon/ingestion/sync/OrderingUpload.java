// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.source.MeterDataSource;

import reactor.core.publisher.Mono;

/** Orders the import of a file that a person has brought; it goes the way of every other import. */
@Component
public class OrderingUpload {
    private final ImportJobs jobs;
    private final ImportWorkers workers;

    OrderingUpload(ImportJobs jobs, ImportWorkers workers) {
        this.jobs = jobs;
        this.workers = workers;
    }

    /**
     * In the transaction that stores the file.
     *
     * @param uploadId stands in the place of an authorization
     * @param attempt the same again is the same import
     * @param start of the earliest reading
     * @param end of the latest one
     */
    public Mono<Void> order(UUID facilityId, UUID uploadId, int attempt, Instant start, Instant end) {
        return jobs.add(new NewImport(facilityId, uploadId, MeterDataSource.UPLOAD, AuthMethod.GREEN_BUTTON,
                ImportKind.UPLOAD, "upload-" + attempt, start, end));
    }

    /** The order stands: a worker need not wait for its time. */
    public void wake() {
        workers.wake();
    }
}
