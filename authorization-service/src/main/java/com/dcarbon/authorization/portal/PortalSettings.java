// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.portal;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Customers who begin at their utility.
 *
 * @param portalUrl the application's page for them, without query and fragment; without it the portal is closed
 * @param portalLifetime how long it is remembered what the utility sent along: for signing in and choosing a facility
 */
@Validated
@ConfigurationProperties("dcarbon.authorization")
record PortalSettings(@Nullable URI portalUrl, @DefaultValue("1h") Duration portalLifetime) {

    @AssertTrue(message = "portal-url must be an http(s) address without query and fragment")
    boolean isPortalUrlPlain() {
        return portalUrl == null || portalUrl.getHost() != null
                && ("https".equals(portalUrl.getScheme()) || "http".equals(portalUrl.getScheme()))
                && portalUrl.getRawQuery() == null && portalUrl.getRawFragment() == null;
    }
}
