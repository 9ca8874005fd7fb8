// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.dcarbon.neighbours.pages.Html;
import com.dcarbon.neighbours.pages.PageAnswer;
import com.dcarbon.neighbours.pages.PageRequest;
import com.dcarbon.neighbours.pages.Pages;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The inbox: a list, one mail as text and as HTML, all mails as JSON ({@code GET /api/messages}). */
final class InboxPages implements Pages {
    private static final Pattern MAIL = Pattern.compile("/messages/(\\d{1,18})(/html)?");

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final CaughtMails mails;

    InboxPages(CaughtMails mails) {
        this.mails = mails;
    }

    @Override
    public PageAnswer answer(PageRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /" -> PageAnswer.html(200, list());
            case "GET /api/messages" -> PageAnswer.json(200, json.writeValueAsBytes(mails.newestFirst()));
            case "DELETE /api/messages" -> deleteAll(request, PageAnswer.empty(204));
            case "POST /delete-all" -> deleteAll(request, PageAnswer.seeOther("/"));
            default -> mail(request);
        };
    }

    private PageAnswer deleteAll(PageRequest request, PageAnswer done) {
        if (request.fromAnotherSite()) {
            return PageAnswer.empty(403);
        }
        mails.clear();
        return done;
    }

    private PageAnswer mail(PageRequest request) {
        Matcher path = MAIL.matcher(request.path());
        if (!request.method().equals("GET") || !path.matches()) {
            return notFound();
        }
        Optional<CaughtMail> mail = mails.find(Long.parseLong(path.group(1)));
        return path.group(2) == null
                ? mail.map(found -> PageAnswer.html(200, show(found))).orElseGet(InboxPages::notFound)
                : mail.map(CaughtMail::html).map(PageAnswer::foreignHtml).orElseGet(InboxPages::notFound);
    }

    private String list() {
        String rows = mails.newestFirst().stream().map(InboxPages::row).collect(Collectors.joining());
        return Html.page("Inbox", rows.isEmpty() ? "<p>No mail yet.</p>" : """
                <table><tr><th>received</th><th>to</th><th>subject</th></tr>%s</table>
                <form method="post" action="/delete-all"><p><button type="submit">Delete all</button></p></form>
                """.formatted(rows));
    }

    private static String row(CaughtMail mail) {
        return "<tr><td>%s</td><td>%s</td><td><a href=\"/messages/%d\">%s</a></td></tr>".formatted(mail.receivedAt(),
                Html.escape(mail.recipient()), mail.id(),
                Html.escape(mail.subject().isBlank() ? "(no subject)" : mail.subject()));
    }

    private static String show(CaughtMail mail) {
        String html = mail.html() == null ? "" : """
                <h2>HTML</h2>
                <iframe sandbox="" title="The mail's HTML" src="/messages/%d/html"></iframe>
                """.formatted(mail.id());
        return Html.page(mail.subject(), """
                <p><a href="/">Inbox</a></p>
                <table>%s%s%s%s</table>
                <pre>%s</pre>%s
                """.formatted(Html.row("From", mail.from()), Html.row("To", String.join(", ", mail.to())),
                Html.row("Received", mail.receivedAt().toString()), Html.row("Message-ID", mail.messageId()),
                Html.escape(Objects.requireNonNullElse(mail.text(), "(no plain text)")), html));
    }

    private static PageAnswer notFound() {
        return PageAnswer.html(404, Html.page("Not here", "<p><a href=\"/\">Inbox</a></p>"));
    }
}
