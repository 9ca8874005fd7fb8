// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import static com.dcarbon.platform.problem.ProblemType.of;
import static com.dcarbon.platform.problem.ProblemType.passing;

import org.springframework.http.HttpStatus;

/** The kinds of problem that every service knows. */
public final class CommonProblem {
    public static final ProblemType UNAUTHENTICATED = of("unauthenticated", HttpStatus.UNAUTHORIZED,
            "A valid access token is needed", "Sign in and send the access token as a bearer token.");
    public static final ProblemType FORBIDDEN = of("forbidden", HttpStatus.FORBIDDEN, "You may not do this",
            "Ask someone with the right role to do it.");
    public static final ProblemType NOT_FOUND = of("not_found", HttpStatus.NOT_FOUND, "There is nothing here for you",
            "Check the address and whether you are signed in with the right account.");
    public static final ProblemType METHOD_NOT_ALLOWED = of("method_not_allowed", HttpStatus.METHOD_NOT_ALLOWED,
            "This resource does not know that method", "Look the call up in the API document.");
    public static final ProblemType NOT_ACCEPTABLE = of("not_acceptable", HttpStatus.NOT_ACCEPTABLE,
            "The answer has no such format", "Ask for application/json.");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = of("unsupported_media_type",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The request has a format that is not understood",
            "Send JSON with the matching Content-Type header.");
    public static final ProblemType PAYLOAD_TOO_LARGE = of("payload_too_large", HttpStatus.CONTENT_TOO_LARGE,
            "The request is too large", "Send less at once.");
    public static final ProblemType INVALID_REQUEST = of("invalid_request", HttpStatus.BAD_REQUEST,
            "The request is not valid", "Correct the request as described and send it again.");
    public static final ProblemType INVALID_CURSOR = of("invalid_cursor", HttpStatus.BAD_REQUEST,
            "The cursor is not one of ours", "Start again without a cursor, with the same filters and sort.");
    public static final ProblemType PRECONDITION_REQUIRED = of("precondition_required",
            HttpStatus.PRECONDITION_REQUIRED, "An If-Match header is needed",
            "Read the resource and send its ETag as If-Match.");
    public static final ProblemType PRECONDITION_FAILED = of("precondition_failed", HttpStatus.PRECONDITION_FAILED,
            "Someone else changed this in the meantime", "Read the resource again, then repeat your change.");
    public static final ProblemType CONFIRMATION_REQUIRED = of("confirmation_required", HttpStatus.CONFLICT,
            "This destroys something and needs your confirmation",
            "Read the warning, then send the request again with \"confirm\": true.");
    public static final ProblemType IDEMPOTENCY_KEY_REUSED = of("idempotency_key_reused",
            HttpStatus.UNPROCESSABLE_CONTENT, "This Idempotency-Key belongs to a different request",
            "Use a new key for a new request.");
    public static final ProblemType UNAVAILABLE = passing("unavailable", HttpStatus.SERVICE_UNAVAILABLE,
            "This is not available at the moment", "Try again in a minute.");
    public static final ProblemType INTERNAL = passing("internal_error", HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong on our side", "Try again; if it happens again, tell us the trace_id.");

    private CommonProblem() {}
}
