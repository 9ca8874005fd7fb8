// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.net.URI;
import java.util.Optional;

/** Ids in the addresses of ESPI resources, percent-decoded. */
public final class ResourceIds {
    private static final int LONGEST = 256;

    private ResourceIds() {}

    /** The id of an authorization or subscription is the last segment of its address, whatever stands before it. */
    public static Optional<String> last(URI address) {
        String path = String.valueOf(address.getPath()).replaceAll("/+$", "");
        return Optional.of(path.substring(path.lastIndexOf('/') + 1))
                .filter(id -> !id.isEmpty() && id.length() <= LONGEST);
    }
}
