// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What a status of HTTP says before anybody looks at the body (RFC 9110, section 15; RFC 6585). */
public final class ProviderStatus {
    private ProviderStatus() {}

    /**
     * The trouble that an unsuccessful answer means to every protocol. What 401 and 403 mean, and what 202 and 204 do,
     * is the protocol's own business and is decided before.
     *
     * @param retryAfter the answer's {@code Retry-After} as a time, or null
     * @throws IllegalArgumentException if the status is a successful one
     */
    public static ProviderTrouble trouble(int status, @Nullable Instant retryAfter) {
        String detail = "status " + status;
        if (status >= 200 && status < 300) {
            throw new IllegalArgumentException("not a failure: " + detail);
        }
        return switch (status) {
            case 402 -> new ProviderTrouble.PaymentRequired(detail);
            case 404, 410 -> new ProviderTrouble.Gone(detail);
            case 408, 425 -> new ProviderTrouble.Unavailable(detail, retryAfter);
            case 429 -> new ProviderTrouble.Throttled(detail, retryAfter);
            default -> byClass(status, detail, retryAfter);
        };
    }

    /** A redirection is never followed, and so never expected. */
    private static ProviderTrouble byClass(int status, String detail, @Nullable Instant retryAfter) {
        if (status >= 500) {
            return new ProviderTrouble.Unavailable(detail, retryAfter);
        }
        return status >= 400
                ? new ProviderTrouble.Misconfigured(detail)
                : new ProviderTrouble.Malformed(detail);
    }
}
