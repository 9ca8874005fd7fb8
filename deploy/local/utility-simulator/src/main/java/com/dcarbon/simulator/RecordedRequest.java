// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.time.Instant;

/**
 * A request that a custodian answered.
 *
 * @param time when it was answered
 * @param custodian whose path it was; empty for none
 * @param method the HTTP method
 * @param target path and query, without the value of {@code state}
 * @param status the HTTP status of the answer
 */
public record RecordedRequest(Instant time, String custodian, String method, String target, int status) {}
