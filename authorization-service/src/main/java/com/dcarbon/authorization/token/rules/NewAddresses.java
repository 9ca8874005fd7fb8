// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.net.URI;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where a customer's data is from now on, as far as a refresh said so. Each is on a host of the utility's profile; null is
 * as before.
 */
public record NewAddresses(@Nullable URI resourceUri, @Nullable URI customerResourceUri,
        @Nullable URI authorizationUri) {
    public static final NewAddresses NONE = new NewAddresses(null, null, null);

    /**
     * The utility's id of the authorization, if it is another one than before: the one that the Authorization resource's
     * address names, or the subscription's where the utility has no such resource.
     */
    public Optional<String> authId(DataLocations former, @Nullable String formerId) {
        URI naming = authorizationUri != null || former.authorizationUri() != null ? authorizationUri : resourceUri;
        return Optional.ofNullable(naming).flatMap(ResourceIds::last).filter(id -> !id.equals(formerId));
    }
}
