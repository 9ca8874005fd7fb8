// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.surroundings;

import java.util.Locale;
import java.util.Set;

/** Tells secrets from what people write where a secret should be. */
public final class DevelopmentValues {
    private static final int SHORTEST = 12;
    private static final Set<String> COMMON = Set.of("administrator", "changeit", "changeme", "development", "example",
            "password", "postgres", "secret", "test", "dcarbon");

    private DevelopmentValues() {}

    /** Whether it is a value of the local stack, a common one, or too short to be a secret. */
    public static boolean isOne(String value) {
        return value.strip().length() < SHORTEST || isKnown(value);
    }

    /** Whether it is a value of the local stack or a common one; how long a secret is may be up to somebody else. */
    public static boolean isKnown(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        return text.startsWith("local-")
                || COMMON.contains(text.replaceAll("[0-9_!-]", ""));
    }
}
