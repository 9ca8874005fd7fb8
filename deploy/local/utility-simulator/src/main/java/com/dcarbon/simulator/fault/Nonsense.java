// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.util.List;

/** What utilities say that they should not. */
final class Nonsense {
    /** No such host can exist (RFC 2606). */
    static final String OTHER_HOST = "http://elsewhere.invalid";

    static final List<String> OAUTH_ERRORS = List.of("invalid_grant", "invalid_client", "invalid_request",
            "unauthorized_client", "unsupported_grant_type", "invalid_scope", "access_denied", "server_error",
            "temporarily_unavailable");

    static final List<String> FORM_ERRORS = List.of("server_error", "temporarily_unavailable", "utility_down",
            "access_denied", "access_invalid", "access_locked", "incomplete_registration", "invalid_request",
            "unauthorized_client", "invalid_scope");

    static final List<String> WORK_NOTES = List.of("utility_error", "access_invalid", "access_locked",
            "access_unsupported");

    static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><title>Scheduled maintenance</title></head>
            <body><h1>We will be back soon</h1><p>Our site is being maintained.<br>Thank you for your patience.</body>
            </html>
            """;

    static final String BILLION_LAUGHS = """
            <!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">\
            <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">\
            <!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">\
            <!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;"><!ENTITY i "&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;">\
            <!ENTITY lol "&i;&i;&i;&i;&i;&i;&i;&i;&i;&i;">""";

    private Nonsense() {}
}
