// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;

/**
 * A request ends with this problem. Not a bug: no stack trace, never logged as an error.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<InvalidField> fields;
    private final transient Map<String, Object> members;
    private final transient HttpHeaders headers;

    /** @param detail what happened in this case and, where it helps, with which value; never a secret */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of(), HttpHeaders.EMPTY);
    }

    private ProblemException(ProblemType type, String detail, List<InvalidField> fields, Map<String, Object> members,
            HttpHeaders headers) {
        super(detail, null, false, false);
        this.type = type;
        this.fields = fields;
        this.members = members;
        this.headers = headers;
    }

    /** An {@code invalid_request} about one field. */
    public static ProblemException invalidField(String field, String message) {
        return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
                .withFields(List.of(new InvalidField(field, message)));
    }

    /** A {@code not_found}: also the answer for what the caller may not see. */
    public static ProblemException notFound(String what) {
        return new ProblemException(CommonProblem.NOT_FOUND, what + " does not exist, or is not yours to see.");
    }

    public ProblemException withFields(List<InvalidField> invalidFields) {
        return new ProblemException(type, detail(), List.copyOf(invalidFields), members, headers);
    }

    /** Adds an extension member, for example {@code warning}. */
    public ProblemException with(String name, Object value) {
        Map<String, Object> extended = new LinkedHashMap<>(members);
        extended.put(name, value);
        return new ProblemException(type, detail(), fields, extended, headers);
    }

    /** Tells in a {@code Retry-After} header, in whole seconds, when to try again. */
    public ProblemException retryAfter(Duration delay) {
        HttpHeaders extended = new HttpHeaders(headers);
        extended.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds())));
        return new ProblemException(type, detail(), fields, members, extended);
    }

    /** Tells in a {@code WWW-Authenticate} header, which every 401 has (RFC 9110, section 15.5.2), what is asked for. */
    public ProblemException challenge(String scheme) {
        HttpHeaders extended = new HttpHeaders(headers);
        extended.set(HttpHeaders.WWW_AUTHENTICATE, scheme);
        return new ProblemException(type, detail(), fields, members, extended);
    }

    public ProblemType type() {
        return type;
    }

    /** What happened in this case. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<InvalidField> fields() {
        return fields;
    }

    Map<String, Object> members() {
        return members;
    }

    HttpHeaders headers() {
        return headers;
    }
}
