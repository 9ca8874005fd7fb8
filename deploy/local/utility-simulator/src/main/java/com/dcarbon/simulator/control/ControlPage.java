// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

import com.dcarbon.simulator.fault.Fault;
import com.dcarbon.simulator.fault.FaultKind;
import com.dcarbon.simulator.fault.Faults;
import com.dcarbon.simulator.fault.Parameter;
import com.dcarbon.simulator.traffic.RecordedRequest;
import com.dcarbon.simulator.traffic.Site;

/** The control as HTML without scripts. */
final class ControlPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#8886}
            body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
            header{border-bottom:3px solid #2a7d4f;margin-bottom:1rem} h1{font-size:1.4rem;margin:0}
            h2{font-size:1.15rem;margin-top:2rem} table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;
            overflow-wrap:anywhere} th{white-space:nowrap} summary{cursor:pointer;padding:.25rem 0}
            details form{margin:.25rem 0 1rem 1rem} label{display:block;margin-top:.5rem}
            input[type=text]{font:inherit;padding:.3rem;width:24rem;max-width:100%;box-sizing:border-box}
            button{font:inherit;padding:.3rem .8rem;cursor:pointer;margin-top:.5rem} small{opacity:.75}
            [role=alert]{border-left:4px solid #b3261e;padding:.5rem .75rem;background:#b3261e22}
            .wide{overflow-x:auto}
            """;

    private final Site site;
    private final Desk desk;
    private final String action;

    ControlPage(Site site, Desk desk) {
        this.site = site;
        this.desk = desk;
        this.action = "/" + site.id() + "/control";
    }

    String of(@Nullable String message, List<Faults.On> on, List<Desk.Authorized> authorizations,
            List<RecordedRequest> last) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>Faults - %1$s</title>
                <style>%2$s</style></head>
                <body><header><small>%1$s (simulated)</small><h1>Faults on demand</h1></header>
                <main>
                %3$s<h2>What is on</h2>
                %4$s
                <h2>Switch a fault on</h2>
                %5$s
                <h2>Authorizations and tokens</h2>
                %6$s
                <h2>The last requests</h2>
                %7$s
                </main></body></html>
                """.formatted(escape(site.name()), STYLE,
                message == null ? "" : "<p role=\"alert\">" + escape(message) + "</p>\n", switchedOn(on), catalogue(),
                authorizations(authorizations), requests(last));
    }

    private String switchedOn(List<Faults.On> on) {
        if (on.isEmpty()) {
            return "<p>Nothing: this utility behaves.</p>";
        }
        String rows = on.stream().map(this::row).collect(Collectors.joining());
        return table(List.of("Fault", "Told", "Befell", "Left", ""), rows)
                + form("all_off", "", "Switch all off");
    }

    private String row(Faults.On on) {
        String name = on.fault().kind().wire();
        String told = on.fault()
                .told()
                .entrySet()
                .stream()
                .filter(field -> !field.getKey().equals("fault"))
                .map(field -> field.getKey() + "=" + field.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        String off = form("off", hidden("number", on.id()), "Switch off <small>" + name + " " + on.id() + "</small>");
        Long remaining = on.remaining();
        return "<tr>" + cells(name, told, String.valueOf(on.applied()),
                remaining == null ? "until switched off" : remaining.toString()) + "<td>" + off + "</td></tr>\n";
    }

    private String catalogue() {
        return FaultKind.befalling(site.calls()).stream().map(this::entry).collect(Collectors.joining());
    }

    private String entry(FaultKind kind) {
        String fields = Stream.concat(kind.parameters().stream(), Fault.commonParameters().stream())
                .map(parameter -> field(kind, parameter))
                .collect(Collectors.joining());
        return "<details><summary><strong>" + kind.wire() + "</strong>: " + escape(kind.sentence()) + "</summary>\n"
                + form("on", hidden("fault", kind.wire()) + fields, "Switch on " + kind.wire()) + "</details>\n";
    }

    private static String field(FaultKind kind, Parameter parameter) {
        String id = kind.wire() + "-" + parameter.name();
        return """
                <label for="%1$s">%2$s</label><input type="text" id="%1$s" name="%2$s" aria-describedby="%1$s-note">
                <small id="%1$s-note">%3$s</small>
                """.formatted(id, parameter.name(), escape(parameter.meaning()));
    }

    private String authorizations(List<Desk.Authorized> authorizations) {
        String rows = authorizations.stream().map(this::row).collect(Collectors.joining());
        String table = authorizations.isEmpty()
                ? "<p>Nobody has authorized anything.</p>\n"
                : table(List.of("Customer", "Id", "Since", ""), rows);
        return table + form("expire", "", desk.expireAll());
    }

    private String row(Desk.Authorized authorization) {
        String id = authorization.id();
        String whose = hidden("authorization", id);
        String name = " <small>of " + escape(authorization.customer()) + "</small>";
        return "<tr>" + cells(authorization.customer(), id, authorization.since().toString()) + "<td>"
                + form("revoke", whose + hidden("notify", "true"), "Revoke and notify" + name)
                + form("revoke", whose, "Revoke silently" + name)
                + form("expire", whose, desk.expireOne() + name) + "</td></tr>\n";
    }

    private String requests(List<RecordedRequest> last) {
        if (last.isEmpty()) {
            return "<p>None yet.</p>";
        }
        String rows = last.stream()
                .map(each -> "<tr>" + cells(each.time().toString(), each.method() + " " + each.target(),
                        text(each.customer()), text(each.fault()), each.status() == 0 ? "cut" : "" + each.status())
                        + "</tr>\n")
                .collect(Collectors.joining());
        return table(List.of("Time", "Request", "Customer", "Fault", "Answer"), rows)
                + form("forget", "", "Forget all requests");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** {@code fields} and {@code label} are HTML. */
    private String form(String what, String fields, String label) {
        return "<form method=\"post\" action=\"" + action + "\">" + hidden("action", what) + fields
                + "<button type=\"submit\">" + label + "</button></form>\n";
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(value) + "\">";
    }

    private static String table(List<String> headings, String rows) {
        String head = headings.stream()
                .map(heading -> "<th scope=\"col\">" + heading + "</th>")
                .collect(Collectors.joining());
        return "<div class=\"wide\"><table><thead><tr>" + head + "</tr></thead><tbody>\n" + rows
                + "</tbody></table></div>\n";
    }

    private static String cells(String... values) {
        return Arrays.stream(values).map(value -> "<td>" + escape(value) + "</td>").collect(Collectors.joining());
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
