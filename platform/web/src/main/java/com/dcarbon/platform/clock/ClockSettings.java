// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.clock;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What time it is for this process.
 *
 * @param offset how far its clock is ahead of the machine's, as {@code P91D}, {@code PT2184H} or {@code 91d}; none in
 *            production
 * @param allowOffset whether an offset is accepted: only in a local stack, where everything around is moved as well
 */
@ConfigurationProperties("dcarbon.clock")
public record ClockSettings(@Nullable Duration offset, @DefaultValue("false") boolean allowOffset) {
    public ClockSettings {
        if (offset != null && !offset.isZero() && !allowOffset) {
            throw new IllegalArgumentException("dcarbon.clock.offset moves this process's clock by " + offset
                    + ", which is for the local stack alone: tokens and terms that have ended elsewhere would be good"
                    + " here, or the other way round");
        }
    }

    Duration ahead() {
        return offset == null ? Duration.ZERO : offset;
    }
}
