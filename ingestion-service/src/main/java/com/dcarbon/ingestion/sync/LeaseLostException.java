// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

/** Another worker has taken the job over, so this one must not write any more. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException() {
        super("the lease of this job is somebody else's now", null, false, false);
    }
}
