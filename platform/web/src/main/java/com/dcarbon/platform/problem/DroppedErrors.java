// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.CodecException;

import reactor.core.publisher.Hooks;

/**
 * Errors that come when nobody waits any more. A body that goes on being wrong after it was refused, or an answer that comes
 * in the moment in which its time limit is reached, is no one's fault here; Reactor would log each with its stack trace.
 */
final class DroppedErrors {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedErrors.class);
    private static final String TOO_LATE = "The client response body has been released already due to cancellation.";

    private DroppedErrors() {}

    /** For the whole process, however many contexts there are. */
    static void listen() {
        Hooks.resetOnErrorDropped();
        Hooks.onErrorDropped(DroppedErrors::hear);
    }

    private static void hear(Throwable error) {
        if (isExpected(error)) {
            LOG.atDebug().addKeyValue("error", error.getClass().getSimpleName())
                    .log("an error came too late to matter");
        } else {
            LOG.atError().setCause(error).log("an error came when nobody waited for it any more");
        }
    }

    static boolean isExpected(Throwable error) {
        return error instanceof CodecException || error instanceof ProblemException
                || error instanceof IllegalStateException && TOO_LATE.equals(error.getMessage());
    }
}
