// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.application;

import java.net.URI;

import com.dcarbon.neighbours.pages.Html;
import com.dcarbon.neighbours.pages.PageAnswer;
import com.dcarbon.neighbours.pages.PageRequest;
import com.dcarbon.neighbours.pages.Pages;

/** Says at each address what the real application would do there, and shows what it was told. */
final class ApplicationPages implements Pages {
    private final URI apiUrl;

    ApplicationPages(URI apiUrl) {
        this.apiUrl = apiUrl;
    }

    @Override
    public PageAnswer answer(PageRequest request) {
        if (!request.method().equals("GET")) {
            return PageAnswer.empty(405);
        }
        return switch (request.path()) {
            case "/" -> PageAnswer.html(200, home());
            case "/authorization/return" -> PageAnswer.html(200, authorizationReturn(request));
            case "/authorization/begin" -> PageAnswer.html(200, authorizationBegin(request));
            case "/invitations/accept" -> PageAnswer.html(200, invitation());
            case "/callback" -> PageAnswer.html(200, signInCallback(request));
            default -> other(request);
        };
    }

    private String home() {
        return Html.page("Where the application will be",
                """
                        <p>The single-page application is a product of its own. This stand-in shows the pages to which
                        the platform sends a person: the return from a utility, the links in mails, the end of a sign-in.</p>
                        <p>The API is at <a href="%1$s">%1$s</a>; its documentation at <a href="%1$s/swagger-ui.html">Swagger UI</a>.</p>
                        """
                        .formatted(Html.escape(apiUrl.toString())));
    }

    private String authorizationReturn(PageRequest request) {
        return Html.page("Back from the utility", """
                <table>%s%s%s</table>
                <p>The application now asks <code>GET %s/green-button/status?sessionId=…</code> with the user's token
                and shows the outcome.</p>
                """.formatted(Html.row("sessionId", request.parameter("sessionId")),
                Html.row("status", request.parameter("status")), Html.row("code", request.parameter("code")),
                Html.escape(apiUrl.toString())));
    }

    private String authorizationBegin(PageRequest request) {
        return Html.page("Sent by a utility", """
                <table>%s</table>
                <p>The application now lets the person sign in, asks <code>GET %2$s/green-button/portal/session</code>
                what the utility wants, lets a facility be chosen or registered, and calls
                <code>POST %2$s/green-button/start</code> with <code>"portal_session": true</code>, both with
                credentials.</p>
                """.formatted(Html.row("provider_id", request.parameter("provider_id")),
                Html.escape(apiUrl.toString())));
    }

    private String invitation() {
        return Html.page("An invitation", """
                <p>The invitation's token stands behind the # of this page's address, where no server sees it.</p>
                <p>The application shows what <code>POST %1$s/invitations/preview</code> answers for it, lets the
                person sign in, and calls <code>POST %1$s/invitations/accept</code>, both with
                <code>{"token": "…"}</code>.</p>
                """.formatted(Html.escape(apiUrl.toString())));
    }

    private static String signInCallback(PageRequest request) {
        String outcome = request.query().containsKey("code")
                ? "<p>A code came back. It is of use only to whoever holds the verifier that belongs to it.</p>"
                : "<table>%s%s</table>".formatted(Html.row("error", request.parameter("error")),
                        Html.row("description", request.parameter("error_description")));
        return Html.page("Signed in", outcome
                + "<p>For a token on the command line: <code>deploy/local/token owner</code>.</p>");
    }

    // Links in mails lead to pages of facilities and to settings, which the application has and this does not.
    private static PageAnswer other(PageRequest request) {
        int status = request.path().startsWith("/facilities/") || request.path().startsWith("/settings/") ? 200 : 404;
        return PageAnswer.html(status, Html.page("A page of the application",
                "<p>The application would answer <code>%s</code>; its stand-in has nothing to show there.</p>"
                        .formatted(Html.escape(request.path()))));
    }
}
