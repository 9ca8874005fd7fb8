// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * One attempt to deliver a webhook.
 *
 * @param time when it was answered or failed
 * @param address to where
 * @param events the uids of the events in it
 * @param types their types
 * @param attempt 1 for the first
 * @param status the platform's answer; 0 for none, -1 if it was dropped
 */
public record WebhookDelivery(Instant time, URI address, List<String> events, List<String> types, int attempt,
        int status) {}
