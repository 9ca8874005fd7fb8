// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.fault.Call;
import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A request that a custodian received. Secrets in it are short fingerprints: {@code sha256:} and 12 digits.
 *
 * @param number counts all requests to the simulator
 * @param time when it was answered
 * @param custodian whose path it was
 * @param method the HTTP method
 * @param path the raw path
 * @param query the raw query; null for none
 * @param kind what it asked for, as faults name it
 * @param grantType of a token request
 * @param client the client id presented or behind the token
 * @param customer the user name, as far as the request tells
 * @param subscription the authorization's id, as far as the request tells
 * @param credential the token or code it brought
 * @param fault what befell it; null for nothing
 * @param status the HTTP status of the answer; 0 when the connection ended without one
 */
public record RecordedRequest(long number, Instant time, String custodian, String method, String path,
        @Nullable String query, String kind, @Nullable String grantType, @Nullable String client,
        @Nullable String customer, @Nullable String subscription, @Nullable String credential, @Nullable String fault,
        int status) {
    static RecordedRequest of(long number, Instant time, Line line, Call call, @Nullable String fault, int status) {
        Call.Presented presented = call.presented();
        return new RecordedRequest(number, time, line.custodian(), line.method(), line.path(), line.query(),
                call.kind().wire(), presented.grantType(), presented.client(), call.username(), call.subscription(),
                presented.credential(), fault, status);
    }

    /** Path and query. */
    @JsonIgnore
    public String target() {
        return query == null ? path : path + "?" + query;
    }

    /** The first line of a request. */
    record Line(String custodian, String method, String path, @Nullable String query) {}
}
