// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import org.jspecify.annotations.Nullable;

/** @param confirm true once the caller knows what is lost */
record RevokeRequest(@Nullable Boolean confirm) {

    boolean isConfirmed() {
        return Boolean.TRUE.equals(confirm);
    }
}
