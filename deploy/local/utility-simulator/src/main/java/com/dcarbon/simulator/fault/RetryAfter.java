// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** When a client may come again (RFC 9110, section 10.2.3). */
public sealed interface RetryAfter {
    /** The header's value for an answer given now. */
    String header(Instant now);

    /** As a number of seconds. */
    record Seconds(Duration delay) implements RetryAfter {
        @Override
        public String header(Instant now) {
            return String.valueOf(delay.toSeconds());
        }
    }

    /** As an HTTP date; whole seconds, so up to one second earlier than the delay. */
    record Date(Duration delay) implements RetryAfter {
        @Override
        public String header(Instant now) {
            return DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plus(delay).atOffset(ZoneOffset.UTC))
                    .replaceFirst(", (\\d) ", ", 0$1 ");
        }
    }
}
