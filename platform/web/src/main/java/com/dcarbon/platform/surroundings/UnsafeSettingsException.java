// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.surroundings;

import java.util.List;

/** The process does not start with these settings. */
final class UnsafeSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsafeSettingsException(List<String> breaches) {
        super("This process does not start: " + String.join("; ", breaches)
                + ". For a local stack or a test alone there is dcarbon.surroundings.local=true.");
    }
}
