// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.portal.rules;

import java.util.regex.Pattern;

/**
 * The scope that a utility names when it sends a customer: an ESPI scope string (NAESB REQ.21), such as
 * {@code FB=1_3_4_5;IntervalDuration=900;BlockDuration=daily}. It goes back to the utility's authorization endpoint, so
 * nothing but such a string passes.
 */
public final class PortalScope {
    /** The schema has 256; real ones get close. */
    private static final int LONGEST = 512;
    private static final Pattern ESPI = Pattern.compile("(?:[A-Za-z]{1,40}=[A-Za-z0-9][A-Za-z0-9_.-]{0,199};)*"
            + "[A-Za-z]{1,40}=[A-Za-z0-9][A-Za-z0-9_.-]{0,199};?");
    private static final Pattern FUNCTION_BLOCKS = Pattern.compile("(?:^|;)[Ff][Bb]=\\d{1,3}(?:_\\d{1,3})*(?:;|$)");

    private PortalScope() {}

    /** Whether it is one, with function blocks in it. */
    public static boolean isValid(String scope) {
        return scope.length() <= LONGEST && ESPI.matcher(scope).matches() && FUNCTION_BLOCKS.matcher(scope).find();
    }
}
