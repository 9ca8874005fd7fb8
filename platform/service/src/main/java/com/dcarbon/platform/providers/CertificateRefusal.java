// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * A utility that ends the TLS handshake because of the certificate that we show, or do not show: our fault, and no
 * outage. What it says is an alert (RFC 8446, section 6.2; {@code handshake_failure} comes from servers of TLS 1.2).
 */
public final class CertificateRefusal {
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (bad_certificate|"
            + "unsupported_certificate|certificate_revoked|certificate_expired|certificate_unknown|"
            + "certificate_required|unknown_ca|access_denied|handshake_failure)");

    private CertificateRefusal() {}

    /** The trouble if that is why a call failed. */
    public static Optional<ProviderTrouble> in(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Matcher alert = ALERT.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof SSLException && alert.find()) {
                return Optional.of(new ProviderTrouble.Misconfigured("TLS alert " + alert.group(1)));
            }
        }
        return Optional.empty();
    }
}
