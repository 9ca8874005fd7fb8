// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where browsers come from and go to, and how long an attempt may take.
 *
 * @param publicUrl the gateway's address as browsers see it, without a slash at the end; redirect URIs begin with it
 * @param returnUrl the application's page for browsers that are back from the utility, without query and fragment
 * @param sessionLifetime how long a customer may stay at the utility
 */
@Validated
@ConfigurationProperties("dcarbon.authorization")
public record SessionSettings(@NotNull URI publicUrl, @NotNull URI returnUrl,
        @DefaultValue("30m") Duration sessionLifetime) {

    /** The redirect URI that is registered at the utility. */
    URI callback(String path) {
        return URI.create(publicUrl + path);
    }

    /** Whether browsers come by TLS, so that cookies can be marked for it. */
    public boolean secure() {
        return "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    @AssertTrue(message = "public-url must be an http(s) address without path, query and fragment")
    boolean isPublicUrlPlain() {
        return publicUrl == null || isHttp(publicUrl) && publicUrl.getPath().isEmpty();
    }

    @AssertTrue(message = "return-url must be an http(s) address without query and fragment")
    boolean isReturnUrlPlain() {
        return returnUrl == null || isHttp(returnUrl);
    }

    private static boolean isHttp(URI url) {
        return url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                && url.getRawQuery() == null && url.getRawFragment() == null;
    }
}
