// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;
import java.util.List;

/**
 * A call that cost money.
 *
 * @param service {@code historical_collection} or {@code ongoing_monitoring}
 * @param time when
 * @param meters for which
 */
public record PaidCall(String service, Instant time, List<String> meters) {}
