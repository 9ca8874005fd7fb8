// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import com.dcarbon.events.authorization.AuthMethod;

import reactor.core.publisher.Mono;

/** Brings the meters and readings behind an authorization, by one protocol. */
public interface MeterDataSource {

    /** The method of the authorizations that it serves. */
    AuthMethod method();

    /**
     * Asks the provider. Whatever the provider does becomes an outcome; an error means a bug or trouble on our side. The
     * data of {@link FetchOutcome.Complete} are on disk: whoever receives them closes them.
     */
    Mono<FetchOutcome> fetch(DataRequest request);
}
