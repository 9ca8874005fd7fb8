// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.List;
import java.util.Optional;

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
    Mono<FetchOutcome> replay(DataRequest request, SpoolFolder folder, List<ReceivedDocument> documents);

    /**
     * Why nothing can be read again from documents of these names, in words for people; empty if it can.
     *
     * @param documents their names, in the order in which they were received
     */
    default Optional<String> obstacle(List<String> documents) {
        return Optional.empty();
    }
}
