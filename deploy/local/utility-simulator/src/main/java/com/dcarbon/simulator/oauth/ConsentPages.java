// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customer;
import com.dcarbon.simulator.customer.Household;
import com.dcarbon.simulator.customer.Service;
import com.dcarbon.simulator.customer.UsagePoint;

/** The pages a customer sees. Plain HTML forms: a browser, curl or a script can walk them. */
final class ConsentPages {
    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#8886}
            body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}
            header{border-bottom:3px solid #2a7d4f;padding-bottom:.5rem;margin-bottom:1.5rem}
            h1{font-size:1.4rem;margin:0} label{display:block;margin:.75rem 0 .25rem}
            input[type=text],input[type=password],input[type=date]{font:inherit;padding:.5rem;width:100%;
            box-sizing:border-box;border:1px solid var(--line);border-radius:4px}
            fieldset{border:1px solid var(--line);border-radius:4px;margin:1rem 0} .tick{margin:.4rem 0}
            button{font:inherit;padding:.55rem 1.1rem;border-radius:4px;border:1px solid var(--line);cursor:pointer}
            button.main{background:#2a7d4f;border-color:#2a7d4f;color:#fff}
            .buttons{display:flex;gap:.75rem;margin-top:1.5rem}
            [role=alert]{border-left:4px solid #b3261e;padding:.5rem .75rem;background:#b3261e22}
            small{opacity:.75}
            """;

    private final Custodian custodian;

    ConsentPages(Custodian custodian) {
        this.custodian = custodian;
    }

    /** User name and password. */
    String login(String action, @Nullable String message) {
        return page("Sign in", message, """
                <p>An application would like to read your energy data. Sign in to decide.</p>
                <form method="post" action="%s">
                <label for="username">User name</label>
                <input type="text" id="username" name="username" autocomplete="username" required autofocus>
                <label for="password">Password</label>
                <input type="password" id="password" name="password" autocomplete="current-password" required>
                <div class="buttons"><button class="main" type="submit">Sign in</button>
                <button type="submit" name="decision" value="cancel" formnovalidate>Cancel</button></div>
                </form>
                <p><small>A simulator: every user name has an account, every password but <code>wrong</code> is right.
                </small></p>
                """.formatted(escape(action)));
    }

    /** Accounts, data groups and end date. */
    String selection(String action, String login, Customer customer, @Nullable String message) {
        return page("Share your data", message, """
                <p>Signed in as <strong>%s</strong>. Choose what <strong>%s</strong> may read.</p>
                <form method="post" action="%s">
                <input type="hidden" name="login" value="%s">
                <fieldset><legend>Services</legend>
                %s</fieldset>
                <fieldset><legend>Data</legend>
                %s%s</fieldset>
                <label for="until">Until</label>
                <input type="date" id="until" name="until" aria-describedby="until-note">
                <small id="until-note">Leave empty to share until you stop it.</small>
                <div class="buttons"><button class="main" type="submit" name="decision" value="approve">Approve</button>
                <button type="submit" name="decision" value="cancel">Cancel</button></div>
                </form>
                """.formatted(escape(customer.username()), escape(custodian.thirdParty().clientId()), escape(action),
                escape(login), services(customer), tick("data", "usage", "Interval usage: 15-minute readings"),
                customer instanceof Customer.Generated
                        ? tick("data", "customer", "Customer data: name, account, service address, meter number")
                        : ""));
    }

    /** Who may be given access, with a button that leads to the portal of each. */
    String thirdParties(URI portal, String scope) {
        return page("Share your data with a company", null, """
                <h2>DCarbon</h2>
                <p>Renewable energy certificates for the electricity that your roof gives to the grid.</p>
                <form method="get" action="%s">
                <input type="hidden" name="scope" value="%s">
                <input type="hidden" name="ThirdPartyID" value="%s">
                <div class="buttons"><button class="main" type="submit">Go to DCarbon</button></div>
                </form>
                """.formatted(escape(portal.toString()), escape(scope),
                escape(custodian.thirdParty().clientId())));
    }

    /** For a browser that nobody known has sent. */
    String refused(String reason) {
        return page("This request cannot be answered", reason,
                "<p>Please go back to the application and start again.</p>");
    }

    private String services(Customer customer) {
        return switch (customer) {
            case Customer.FromFile file -> tick("usage_point", "0", "Feed " + file.feed().getFileName());
            case Customer.Generated generated -> services(generated.household());
        };
    }

    private String services(Household household) {
        if (household.usagePoints().isEmpty()) {
            return "<p>Account " + household.accountNumber() + " has no services.</p>\n";
        }
        return IntStream.range(0, household.usagePoints().size())
                .mapToObj(i -> tick("usage_point", String.valueOf(i), describe(household.usagePoints().get(i))))
                .collect(Collectors.joining());
    }

    private static String describe(UsagePoint point) {
        String kind = point.service() == Service.GAS
                ? "Gas"
                : point.exports() ? "Electricity with solar" : "Electricity";
        return kind + ", " + point.address().line() + ", " + point.address().city() + " (meter " + point.meterNumber()
                + ")";
    }

    private static String tick(String name, String value, String label) {
        return "<label class=\"tick\"><input type=\"checkbox\" name=\"%s\" value=\"%s\" checked> %s</label>\n"
                .formatted(name, escape(value), escape(label));
    }

    private String page(String title, @Nullable String message, String body) {
        String alert = message == null ? "" : "<p role=\"alert\">" + escape(message) + "</p>\n";
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>%1$s - %2$s</title>
                <style>%3$s</style></head>
                <body><header><small>%2$s (simulated)</small><h1>%1$s</h1></header>
                <main>
                %4$s%5$s</main></body></html>
                """.formatted(escape(title), escape(custodian.name()), STYLE, alert, body);
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
