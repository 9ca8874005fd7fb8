// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.List;

import reactor.core.publisher.Mono;

/** Brings the meters and readings behind an authorization, by one protocol; or those that a person has uploaded. */
public interface MeterDataSource {

    /** The name of the source of what a person has uploaded. */
    String UPLOAD = "upload";

    /** The wire value of the method of the authorizations that it serves, or {@link #UPLOAD}. */
    String name();

    /**
     * Asks the provider. Whatever the provider does becomes an outcome; an error means a bug or trouble on our side. The
     * data of {@link FetchOutcome.Complete} are on disk: whoever receives them closes them.
     */
    Mono<FetchOutcome> fetch(DataRequest request);

    /**
     * The same from documents that were received before; nobody is asked.
     *
     * @param folder where the documents are; it goes into the data, with which it is closed
     */
    default Mono<FetchOutcome> replay(DataRequest request, SpoolFolder folder, List<ReceivedDocument> documents) {
        return Mono.just(new FetchOutcome.Failed(FetchFailure.DATA_GONE, "its documents cannot be read again", null));
    }
}
