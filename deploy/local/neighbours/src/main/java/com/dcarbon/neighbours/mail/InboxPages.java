// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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

/**
 * The inbox: a list, one mail as its reader sees it, and with all that it consists of; all mails as JSON
 * ({@code GET /api/messages}). Both lists take {@code ?to=} with an address.
 */
final class InboxPages implements Pages {
    private static final Pattern MAIL = Pattern.compile("/messages/(\\d{1,18})(/html)?");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

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
            case "GET /" -> PageAnswer.html(200, list(request.parameter("to")));
            case "GET /api/messages" ->
                PageAnswer.json(200, json.writeValueAsBytes(mails.newestFirst(request.parameter("to"))));
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

    private String list(String recipient) {
        String rows = mails.newestFirst(recipient).stream().map(InboxPages::row).collect(Collectors.joining());
        String filter = """
                <form method="get" action="/"><label>Mail to <input type="email" name="to" value="%s">
                <button type="submit">Show</button></label></form>
                """.formatted(Html.escape(recipient));
        return Html.page("Inbox", filter + (rows.isEmpty() ? "<p>No mail yet.</p>" : """
                <table><tr><th>received</th><th>to</th><th>subject</th></tr>%s</table>
                <form method="post" action="/delete-all"><p><button type="submit">Delete all</button></p></form>
                """.formatted(rows)));
    }

    private static String row(CaughtMail mail) {
        return "<tr><td>%s</td><td>%s</td><td><a href=\"/messages/%d\">%s</a></td></tr>".formatted(
                TIME.format(mail.receivedAt()), Html.escape(mail.recipient()), mail.id(),
                Html.escape(mail.subject().isBlank() ? "(no subject)" : mail.subject()));
    }

    private static String show(CaughtMail mail) {
        String text = "<pre>%s</pre>"
                .formatted(Html.escape(Objects.requireNonNullElse(mail.text(), "(no plain text)")));
        // Its links open beside it, where they are allowed more than here.
        String body = mail.html() == null
                ? text
                : """
                        <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail" src="/messages/%d/html"></iframe>
                        <details><summary>As plain text</summary>%s</details>
                        """
                        .formatted(mail.id(), text);
        return Html.page(mail.subject(), """
                <p><a href="/">Inbox</a></p>
                <table>%s%s%s</table>
                %s
                <details><summary>Headers</summary><table>%s</table></details>
                """.formatted(Html.row("From", mail.from()), Html.row("To", String.join(", ", mail.to())),
                Html.row("Received", TIME.format(mail.receivedAt())), body, headers(mail)));
    }

    private static String headers(CaughtMail mail) {
        return mail.headers()
                .entrySet()
                .stream()
                .map(header -> Html.row(header.getKey(), header.getValue()))
                .collect(Collectors.joining());
    }

    private static PageAnswer notFound() {
        return PageAnswer.html(404, Html.page("Not here", "<p><a href=\"/\">Inbox</a></p>"));
    }
}
