// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application's side of the code flow, by hand; the verifier is RFC 7636's own example. */
final class CodeFlow implements AutoCloseable {
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI base;
    private final String redirectUri;

    CodeFlow(URI base, String redirectUri) {
        this.base = base;
        this.redirectUri = redirectUri;
    }

    HttpResponse<String> authorize() throws IOException, InterruptedException {
        return get(base.resolve(request() + "&code_challenge_method=S256&code_challenge=" + CHALLENGE));
    }

    HttpResponse<String> authorizeWithoutChallenge() throws IOException, InterruptedException {
        return get(base.resolve(request()));
    }

    URI signIn(String user, String password) throws IOException, InterruptedException {
        URI login = location(authorize());
        Matcher csrf = CSRF.matcher(get(login).body());
        if (!csrf.find()) {
            throw new IllegalStateException("no form");
        }
        return location(
                post(login, "username=" + user + "&password=" + password + "&_csrf=" + encoded(csrf.group(1))));
    }

    String codeFor(String user, String password) throws IOException, InterruptedException {
        URI redirect = location(get(signIn(user, password)));
        Matcher code = CODE.matcher(redirect.toString());
        if (!code.find()) {
            throw new IllegalStateException("no code in " + redirect);
        }
        return code.group(1);
    }

    HttpResponse<String> exchange(String code) throws IOException, InterruptedException {
        return exchange(code, VERIFIER);
    }

    HttpResponse<String> exchange(String code, String verifier) throws IOException, InterruptedException {
        return post(base.resolve("/oauth2/token"), "grant_type=authorization_code&client_id=dcarbon-app&redirect_uri="
                + encoded(redirectUri) + "&code=" + code + "&code_verifier=" + verifier);
    }

    HttpResponse<String> refresh(String token) throws IOException, InterruptedException {
        return post(base.resolve("/oauth2/token"),
                "grant_type=refresh_token&client_id=dcarbon-app&refresh_token=" + encoded(token));
    }

    HttpResponse<String> userInfo(String token) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(base.resolve("/userinfo"))
                .header("Authorization", "Bearer " + token)
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        browser.close();
    }

    private String request() {
        return "/oauth2/authorize?response_type=code&client_id=dcarbon-app&scope=openid%20profile%20email&state=s1"
                + "&redirect_uri=" + encoded(redirectUri);
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI address, String form) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(location -> answer.uri().resolve(location))
                .orElseThrow(() -> new IllegalStateException("no redirect but " + answer.statusCode()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
