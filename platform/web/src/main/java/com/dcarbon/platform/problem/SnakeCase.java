// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import java.util.Locale;

/** Java names as the API writes them. */
final class SnakeCase {

    private SnakeCase() {}

    /** {@code address.postalCode} becomes {@code address.postal_code}. */
    static String of(String javaName) {
        return javaName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
