// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway;

import static com.dcarbon.platform.problem.ProblemType.of;
import static com.dcarbon.platform.problem.ProblemType.passing;

import org.springframework.http.HttpStatus;

import com.dcarbon.platform.problem.ProblemType;

/** The problems that only the gateway finds. */
public final class GatewayProblem {
    public static final ProblemType SERVICE_UNAVAILABLE = passing("service_unavailable",
            HttpStatus.SERVICE_UNAVAILABLE, "A part of the platform does not answer",
            "Try again in a few seconds. Send the same Idempotency-Key if you create something.");
    public static final ProblemType ORIGIN_NOT_ALLOWED = of("origin_not_allowed", HttpStatus.FORBIDDEN,
            "Pages of that origin may not call this platform", "Use the application, or call without a browser.");
    public static final ProblemType HEADERS_TOO_LARGE = of("headers_too_large",
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The request's headers are too large",
            "Send fewer or shorter headers; delete old cookies of this site.");
    public static final ProblemType ADDRESS_TOO_LONG = of("address_too_long", HttpStatus.URI_TOO_LONG,
            "The request's address is too long", "Ask for less at once, or use a cursor.");

    public static final ProblemType TOO_MANY_REQUESTS = passing("too_many_requests", HttpStatus.TOO_MANY_REQUESTS,
            "Too many requests came in a short time",
            "Wait for as long as Retry-After says, then go on more slowly.");
    public static final ProblemType REQUEST_TOO_SLOW = passing("request_too_slow", HttpStatus.REQUEST_TIMEOUT,
            "The request took too long to arrive", "Send it again over a better connection.");

    private GatewayProblem() {}
}
