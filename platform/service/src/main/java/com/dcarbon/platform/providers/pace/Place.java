// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers.pace;

import java.time.Instant;

/** When an account at a provider may be asked. */
public sealed interface Place {

    /** At that time, which is taken for the caller. */
    record At(Instant time) implements Place {}

    /** Not before that time, because the provider wants to be left alone; nothing is taken. */
    record Closed(Instant until) implements Place {}

    /** Not soon enough for the caller: all places until that time are taken. */
    record Busy(Instant until) implements Place {}
}
