// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.notice;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * One attempt to deliver a notification.
 *
 * @param time when it was answered or failed
 * @param address to where
 * @param resources what it names
 * @param attempt 1 for the first
 * @param status the third party's answer; 0 for none
 */
public record Delivery(Instant time, URI address, List<URI> resources, int attempt, int status) {
    boolean isTaken() {
        return status / 100 == 2;
    }
}
