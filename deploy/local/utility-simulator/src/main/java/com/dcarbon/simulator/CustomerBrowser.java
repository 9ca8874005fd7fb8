// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A customer at a browser: walks a custodian's login and selection pages, or UtilityAPI's form, by their forms, as a script would, and stops at
 * the redirect to the third party.
 */
public final class CustomerBrowser {
    private static final Pattern FORM = Pattern.compile("(?s)<form\\b[^>]*\\baction=\"([^\"]*)\"[^>]*>(.*?)</form>");
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
    private static final Pattern ALERT = Pattern.compile("(?s)<p role=\"alert\">(.*?)</p>");
    private static final int PAGES = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** What the customer presses at the end. */
    public enum Decision {
        /** Share everything that is ticked by default. */
        APPROVE,
        /** Share nothing. */
        CANCEL
    }

    /** Signs in and approves: the redirect carries a code. */
    public URI approve(URI authorizationUrl, String username, String password) {
        return walk(authorizationUrl, username, password, Decision.APPROVE);
    }

    /** Signs in and cancels: the redirect carries an error. */
    public URI cancel(URI authorizationUrl, String username, String password) {
        return walk(authorizationUrl, username, password, Decision.CANCEL);
    }

    /** Walks UtilityAPI's form as the test user of that scenario, such as {@code residential} or {@code badlogin}. */
    public URI consent(URI formUrl, String scenario) {
        return approve(formUrl, "UAPI_TEST_" + scenario, "any");
    }

    /** The platform's address to which the button in a utility's list of third parties leads. */
    public URI beginAt(URI thirdParties) {
        HttpResponse<String> page = send(HttpRequest.newBuilder(thirdParties).GET());
        refuseAlert(page);
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("a page without a form");
        }
        return URI
                .create(HtmlUtils.htmlUnescape(form.group(1)) + "?" + String.join("&", filled(form.group(2), "", "")));
    }

    /** Declines on UtilityAPI's form. */
    public URI decline(URI formUrl) {
        return cancel(formUrl, "", "");
    }

    /**
     * The redirect to the third party at the end of the walk, not followed.
     *
     * @throws IllegalStateException if a page refuses to go on; its message is in the exception
     */
    public URI walk(URI authorizationUrl, String username, String password, Decision decision) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(authorizationUrl).GET());
        for (int page = 0; page < PAGES && response.statusCode() / 100 != 3; page++) {
            refuseAlert(response);
            response = submit(response, username, password, decision);
        }
        return response.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(() -> new IllegalStateException("the pages do not end"));
    }

    private static void refuseAlert(HttpResponse<String> page) {
        Matcher alert = ALERT.matcher(page.body());
        if (page.statusCode() != 200 || alert.find()) {
            String message = alert.reset().find() ? HtmlUtils.htmlUnescape(alert.group(1)) : "no message";
            throw new IllegalStateException(page.statusCode() + ": " + message);
        }
    }

    private HttpResponse<String> submit(HttpResponse<String> page, String username, String password,
            Decision decision) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("a page without a form");
        }
        List<String> fields = filled(form.group(2), username, password);
        if (form.group(2).contains("value=\"approve\"")) {
            fields.add(field("decision", decision.name().toLowerCase(Locale.ROOT)));
        }
        return send(HttpRequest.newBuilder(page.uri().resolve(HtmlUtils.htmlUnescape(form.group(1))))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields))));
    }

    private static List<String> filled(String form, String username, String password) {
        List<String> fields = new ArrayList<>();
        Matcher inputs = INPUT.matcher(form);
        while (inputs.find()) {
            String input = inputs.group();
            String name = attribute(input, "name");
            boolean unticked = "checkbox".equals(attribute(input, "type")) && !input.contains(" checked");
            if (name != null && !unticked) {
                fields.add(field(name, switch (name) {
                    case "username" -> username;
                    case "password" -> password;
                    case "signature" -> "Pat " + username;
                    case "code" -> "123456";
                    default -> attribute(input, "value");
                }));
            }
        }
        return fields;
    }

    private static @Nullable String attribute(String tag, String name) {
        Matcher found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : null;
    }

    private static String field(String name, @Nullable String value) {
        return name + "=" + URLEncoder.encode(value == null ? "" : value, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
