// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.Collection;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The pages of a form. Plain HTML forms: a browser, curl or a script can walk them. */
final class FormPages {
    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#8886}
            body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}
            header{border-bottom:3px solid #1f5fa8;padding-bottom:.5rem;margin-bottom:1.5rem}
            h1{font-size:1.4rem;margin:0} label{display:block;margin:.75rem 0 .25rem}
            input[type=text],input[type=password]{font:inherit;padding:.5rem;width:100%;
            box-sizing:border-box;border:1px solid var(--line);border-radius:4px}
            button{font:inherit;padding:.55rem 1.1rem;border-radius:4px;border:1px solid var(--line);cursor:pointer}
            button.main{background:#1f5fa8;border-color:#1f5fa8;color:#fff}
            .buttons{display:flex;gap:.75rem;margin-top:1.5rem}
            [role=alert]{border-left:4px solid #b3261e;padding:.5rem .75rem;background:#b3261e22}
            small{opacity:.75}
            """;

    private FormPages() {}

    /** Utility, signature and login. */
    static String login(String action, @Nullable String utility, Collection<SupportedUtility> utilities,
            @Nullable String message) {
        String choices = utilities.stream()
                .map(each -> "<option value=\"" + escape(each.id()) + "\">" + escape(each.name()) + "</option>")
                .collect(Collectors.joining());
        return page("Share your energy data", message, """
                <p>DCarbon would like to read your meters and readings. Your login is used for nothing else.</p>
                <form method="post" action="%s">
                <label for="utility">Utility</label>
                <input type="text" id="utility" name="utility" value="%s" list="utilities" required>
                <datalist id="utilities">%s</datalist>
                <label for="signature">Your full name, as a signature</label>
                <input type="text" id="signature" name="signature" autocomplete="name" required>
                <label for="username">User name at the utility</label>
                <input type="text" id="username" name="username" autocomplete="username" required>
                <label for="password">Password at the utility</label>
                <input type="password" id="password" name="password" autocomplete="current-password" required>
                <div class="buttons">
                <button class="main" type="submit" name="decision" value="approve">Authorize</button>
                <button type="submit" name="decision" value="cancel" formnovalidate>Decline</button></div>
                </form>
                <p><small>A simulator: every user name has an account, every password but <code>wrong</code> is right;
                <code>UAPI_TEST_badlogin</code> and so on meet what their names say.</small></p>
                """.formatted(escape(action), escape(utility == null ? "" : utility), choices));
    }

    /** The second factor. The login goes along as it was entered: nothing is kept here before the end. */
    static String code(String action, Submissions.Entry entry, @Nullable String message) {
        return page("Enter your code", message, """
                <p>%s has sent you a code. It is good for a few minutes.</p>
                <form method="post" action="%s">
                <input type="hidden" name="utility" value="%s"><input type="hidden" name="signature" value="%s">
                <input type="hidden" name="username" value="%s"><input type="hidden" name="password" value="%s">
                <label for="code">Code</label>
                <input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required>
                <div class="buttons">
                <button class="main" type="submit" name="decision" value="approve">Continue</button>
                <button type="submit" name="decision" value="cancel" formnovalidate>Decline</button></div>
                </form>
                <p><small>A simulator: every code but <code>000000</code> is right.</small></p>
                """.formatted(escape(entry.utility()), escape(action), escape(entry.utility()),
                escape(entry.fullName()), escape(entry.username()), escape(entry.password())));
    }

    /** The end for a browser that is not sent back. */
    static String thanks() {
        return page("Thank you", null, "<p>You can close this page.</p>\n");
    }

    /** For a browser that cannot be sent back. */
    static String refused(String reason) {
        return page("This form cannot be used", reason,
                "<p>Please go back to the application and start again.</p>\n");
    }

    private static String page(String title, @Nullable String message, String body) {
        String alert = message == null ? "" : "<p role=\"alert\">" + escape(message) + "</p>\n";
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>%1$s - UtilityAPI</title>
                <style>%2$s</style></head>
                <body><header><small>UtilityAPI (simulated)</small><h1>%1$s</h1></header>
                <main>
                %3$s%4$s</main></body></html>
                """.formatted(escape(title), STYLE, alert, body);
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
