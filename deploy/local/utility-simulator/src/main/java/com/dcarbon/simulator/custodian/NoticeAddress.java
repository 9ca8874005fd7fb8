// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.custodian;

import java.net.URI;

/**
 * Where the platform takes notifications, as registered ({@code thirdPartyNotifyUri}).
 *
 * @param uri posted to
 * @param bearer the shared secret by which the platform recognises this custodian
 */
public record NoticeAddress(URI uri, String bearer) {
    /** {@code <platform>/green-button/notifications/<id>} with the secret {@code local-<id>-notification-token}. */
    static NoticeAddress local(String platform, String custodianId) {
        return new NoticeAddress(URI.create(platform + "/green-button/notifications/" + custodianId),
                "local-" + custodianId + "-notification-token");
    }

    /** The same secret at another address. */
    NoticeAddress at(URI other) {
        return new NoticeAddress(other, bearer);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "NoticeAddress[" + uri + "]";
    }
}
