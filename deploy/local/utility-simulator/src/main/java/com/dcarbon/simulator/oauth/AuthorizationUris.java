// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.custodian.Custodian;

/**
 * The URIs that come with an authorization.
 *
 * @param resource the usage data
 * @param authorization the Authorization resource
 * @param customerResource the customer data; null if not granted
 */
public record AuthorizationUris(String resource, String authorization, @Nullable String customerResource) {
    /** @param base the custodian's resource URL, without a slash at its end */
    public static AuthorizationUris of(Custodian custodian, String base, Authorization authorization) {
        String id = authorization.id();
        return new AuthorizationUris(base + "/" + custodian.oauth().resourcePath() + "/" + id,
                base + "/Authorization/" + id,
                authorization.selection().customerData() ? base + "/Batch/RetailCustomer/" + id : null);
    }
}
