// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.utility;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The utility simulator.
 *
 * @param port where it listens
 * @param platform the gateway's address, to which utilities send the browser back
 * @param publicBase what links in feeds begin with; blank: the address that was asked
 * @param feeds a folder of which each XML file becomes a customer's feed; blank for none
 * @param utilityApiToken the platform's API token at UtilityAPI
 * @param utilityApiWebhookSecret what UtilityAPI signs its webhooks with
 * @param memory the file in which UtilityAPI keeps what it knows; blank for none
 */
@ConfigurationProperties("neighbours.utility")
record UtilitySettings(int port, URI platform, @Nullable String publicBase, @Nullable String feeds,
        String utilityApiToken, String utilityApiWebhookSecret, @Nullable String memory) {
    /** Without the secrets. */
    @Override
    public String toString() {
        return "UtilitySettings[" + port + ", " + platform + "]";
    }
}
