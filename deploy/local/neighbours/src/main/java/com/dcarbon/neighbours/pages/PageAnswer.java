// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.pages;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a page answers; every answer carries a policy under which a browser runs no script at all. */
public record PageAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final String PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    // For HTML that somebody else wrote: shown, with its own styles, but without scripts, forms, requests or an origin.
    // Its links open beside it.
    private static final String FOREIGN_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; "
            + "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    /** A page of ours. */
    public static PageAnswer html(int status, String page) {
        return of(status, "text/html; charset=utf-8", PAGE_POLICY, page);
    }

    /** HTML from outside, for a sandboxed frame. */
    public static PageAnswer foreignHtml(String html) {
        return of(200, "text/html; charset=utf-8", FOREIGN_POLICY, "<base target=\"_blank\">" + html);
    }

    public static PageAnswer json(int status, byte[] json) {
        return new PageAnswer(status, headers("application/json", PAGE_POLICY), json);
    }

    public static PageAnswer css(String style) {
        return of(200, "text/css; charset=utf-8", PAGE_POLICY, style);
    }

    /** Sends the browser to a path of this server. */
    public static PageAnswer seeOther(String path) {
        return new PageAnswer(303, Map.of("Location", path), new byte[0]);
    }

    public static PageAnswer empty(int status) {
        return new PageAnswer(status, Map.of(), new byte[0]);
    }

    private static PageAnswer of(int status, String type, String policy, String text) {
        return new PageAnswer(status, headers(type, policy), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(String type, String policy) {
        return Map.of("Content-Type", type, "Content-Security-Policy", policy);
    }

}
