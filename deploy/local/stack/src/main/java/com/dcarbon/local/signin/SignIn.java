// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.signin;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.dcarbon.local.Port;
import com.dcarbon.local.Ports;
import com.dcarbon.local.StackFailure;

/** Signs demo users in at the local identity provider: the real code flow with PKCE, its form filled in. */
public final class SignIn {
    private static final String CLIENT_ID = "dcarbon-app";
    private static final String SCOPE = "openid profile email";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    // The provider's page and answer are known; a whole parser would double the time that a token takes.
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final URI issuer;
    private final String redirectUri;

    public SignIn(Ports ports) {
        this.issuer = ports.http(Port.IDENTITY);
        this.redirectUri = ports.http(Port.APPLICATION) + "/callback";
    }

    /**
     * A bearer token of a demo user, whose password is the user name.
     *
     * @throws StackFailure if there is no such user or the provider does not answer
     */
    public String tokenOf(String user) {
        Pkce pkce = Pkce.random();
        String state = Pkce.randomText();
        // A browser of its own for each sign-in, so that nobody is signed in already.
        try (HttpClient browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .connectTimeout(TIMEOUT)
                .build()) {
            String code = code(browser, user, pkce, state);
            return exchange(browser, code, pkce);
        } catch (IOException e) {
            throw new StackFailure("The identity provider does not answer at " + issuer + "; is the stack running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", e);
        }
    }

    private String code(HttpClient browser, String user, Pkce pkce, String state)
            throws IOException, InterruptedException {
        URI authorize = issuer.resolve("/oauth2/authorize?" + form(Map.of("response_type", "code", "client_id",
                CLIENT_ID, "redirect_uri", redirectUri, "scope", SCOPE, "state", state, "code_challenge",
                pkce.challenge(), "code_challenge_method", "S256")));
        URI login = location(get(browser, authorize));
        String csrf = find(CSRF, get(browser, login).body(), "the sign-in page has no form");
        URI onwards = location(
                post(browser, login, Map.of("username", user, "password", user, "_csrf", csrf)));
        if (String.valueOf(onwards.getQuery()).contains("error")) {
            throw new StackFailure("There is no demo user '" + user + "'.");
        }
        Map<String, String> answer = parameters(location(get(browser, onwards)));
        if (!state.equals(answer.get("state")) || !answer.containsKey("code")) {
            throw new StackFailure("The identity provider refused: " + answer.getOrDefault("error", "no code"));
        }
        return answer.get("code");
    }

    private String exchange(HttpClient browser, String code, Pkce pkce) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(browser, issuer.resolve("/oauth2/token"),
                Map.of("grant_type", "authorization_code", "client_id", CLIENT_ID, "redirect_uri", redirectUri, "code",
                        code, "code_verifier", pkce.verifier()));
        return find(ACCESS_TOKEN, answer.body(), "The token endpoint answered " + answer.statusCode());
    }

    private static HttpResponse<String> get(HttpClient browser, URI uri) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient browser, URI uri, Map<String, String> fields)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(location -> answer.uri().resolve(location))
                .orElseThrow(() -> new StackFailure(
                        "%s answered %d where a redirect was due".formatted(answer.uri(), answer.statusCode())));
    }

    private static String find(Pattern pattern, String text, String otherwise) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new StackFailure(otherwise);
        }
        return found.group(1);
    }

    private static Map<String, String> parameters(URI uri) {
        return Arrays.stream(String.valueOf(uri.getRawQuery()).split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
