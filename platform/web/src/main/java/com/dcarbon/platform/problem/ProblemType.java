// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import org.springframework.http.HttpStatus;

/**
 * A kind of problem that callers can tell apart (RFC 9457, section 3.1).
 *
 * @param code stable snake_case name; the problem's {@code type} is {@code urn:dcarbon:problem:<code>}
 * @param status the HTTP status it is answered with
 * @param title a short sentence, the same for every occurrence
 * @param action what the reader can do next, in plain words
 * @param retryable whether the same request may succeed later
 */
public record ProblemType(String code, HttpStatus status, String title, String action, boolean retryable) {

    /** A kind for which trying the same request again does not help. */
    public static ProblemType of(String code, HttpStatus status, String title, String action) {
        return new ProblemType(code, status, title, action, false);
    }

    /** A kind that passes by itself, so that the same request may succeed later. */
    public static ProblemType passing(String code, HttpStatus status, String title, String action) {
        return new ProblemType(code, status, title, action, true);
    }

    String uri() {
        return "urn:dcarbon:problem:" + code;
    }
}
