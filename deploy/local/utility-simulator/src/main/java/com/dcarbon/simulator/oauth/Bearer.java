// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import org.jspecify.annotations.Nullable;

/** Bearer tokens in a header (RFC 6750, section 2.1). */
public final class Bearer {
    private static final String SCHEME = "bearer ";

    private Bearer() {}

    /** The token; null if the header brings none. */
    public static @Nullable String of(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }
}
