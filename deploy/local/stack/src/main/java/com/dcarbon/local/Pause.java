// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.time.Duration;

/** A pause: between two looks at something that is waited for, or one that is part of a plan. */
public final class Pause {
    private Pause() {}

    /** @throws StackFailure if the thread is interrupted meanwhile; it stays interrupted */
    public static void of(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", e);
        }
    }
}
