// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import org.jspecify.annotations.Nullable;

/** Who began the latest attempt, as the token described them. */
public record Starter(String userId, @Nullable String name, @Nullable String email) {

    /** Without the personal data, so that it may stand in a log. */
    @Override
    public String toString() {
        return "Starter[" + userId + "]";
    }
}
