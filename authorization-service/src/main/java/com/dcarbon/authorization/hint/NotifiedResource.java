// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.hint;

import java.net.URI;

/**
 * A resource that a utility's notification names.
 *
 * @param address on one of the utility's hosts
 * @param id the utility's id of what the resource belongs to, decoded
 */
public record NotifiedResource(URI address, Kind kind, String id) {

    /** What the resource is, and so whose id it names. */
    public enum Kind {
        /** Usage data; the id is the subscription's. */
        SUBSCRIPTION,
        /** Account and address; the id is the utility's of its customer. */
        CUSTOMER,
        /** The authorization itself changed. */
        AUTHORIZATION
    }
}
