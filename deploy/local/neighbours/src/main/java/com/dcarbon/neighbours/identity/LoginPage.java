// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.identity;

import java.security.Principal;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.neighbours.pages.Html;

/** The sign-in form; it tells the demo users, since nobody else can sign in here. */
@RestController
class LoginPage {
    private final IdentitySettings settings;

    LoginPage(IdentitySettings settings) {
        this.settings = settings;
    }

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
    String login(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
        String refused = error == null ? "" : "<p class=\"bad\">User name or password are not right.</p>";
        return Html.page("Sign in", """
                %s
                <form method="post" action="/login">
                <input type="hidden" name="%s" value="%s">
                <label>User <input name="username" autocomplete="username" autofocus required></label>
                <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
                <button type="submit">Sign in</button>
                </form>
                <p>Demo users; the password is the user name:</p>
                <table><tr><th>user</th><th>name</th><th>roles</th></tr>%s</table>
                """
                .formatted(refused, Html.escape(csrf.getParameterName()), Html.escape(csrf.getToken()), userRows()));
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home(Principal user) {
        return Html.page("Identity provider",
                "<p>You are signed in as <b>%s</b>. Nothing more is to be done here.</p>"
                        .formatted(Html.escape(user.getName())));
    }

    @GetMapping(path = "/style.css", produces = "text/css")
    String style() {
        return Html.STYLE;
    }

    private String userRows() {
        return settings.users()
                .stream()
                .map(user -> Html.row(user.userName(), user.name(), String.join(", ", user.roles())))
                .collect(Collectors.joining());
    }
}
