// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

/** {@code /utilityapi/authorize/{brand}?f=…&redirect_uri=…&state=…}: where a customer authorizes or declines. */
final class FormPageEndpoint {
    private final Books books;
    private final AggregatorSettings settings;
    private final SupportedUtilities utilities;
    private final Submissions submissions;

    FormPageEndpoint(AggregatorSettings settings, Works works) {
        this.settings = settings;
        this.books = works.books();
        this.utilities = works.utilities();
        this.submissions = works.submissions();
    }

    Mono<ServerResponse> show(ServerRequest request) {
        synchronized (books) {
            Form form = form(request);
            if (!isRegistered(request)) {
                return refused("The address to return to is not registered.");
            }
            return form == null || form.disabled
                    ? failed(request, "invalid_request")
                    : html(FormPages.login(action(request), utility(request, form), utilities.all(), null));
        }
    }

    Mono<ServerResponse> submit(ServerRequest request) {
        return request.formData().flatMap(entered -> {
            synchronized (books) {
                Form form = form(request);
                if (!isRegistered(request)) {
                    return refused("The address to return to is not registered.");
                }
                return form == null || form.disabled
                        ? failed(request, "invalid_request")
                        : decided(request, form, entered);
            }
        });
    }

    private Mono<ServerResponse> decided(ServerRequest request, Form form, MultiValueMap<String, String> entered) {
        var entry = new Submissions.Entry(value(entered, "utility"), value(entered, "signature"),
                value(entered, "username"), value(entered, "password"));
        if (value(entered, "decision").equals("cancel")) {
            String utility = utilities.find(entry.utility()).isPresent() ? entry.utility() : utility(request, form);
            return ended(request, submissions.decline(form, utility == null ? "DEMO" : utility));
        }
        String missing = missing(entry);
        if (missing != null) {
            return html(FormPages.login(action(request), utility(request, form), utilities.all(), missing));
        }
        String code = value(entered, "code");
        if (Scenario.of(entry.username()) == Scenario.TWO_FACTOR && (code.isEmpty() || code.equals("000000"))) {
            return html(FormPages.code(action(request), entry, code.isEmpty() ? null : "The code is not right."));
        }
        return ended(request, submissions.submit(form, entry));
    }

    private @Nullable String missing(Submissions.Entry entry) {
        if (utilities.find(entry.utility()).isEmpty()) {
            return "Please choose a utility from the list.";
        }
        return entry.fullName().isEmpty() || entry.username().isEmpty() || entry.password().isEmpty()
                ? "Please sign with your name, and enter your user name and password."
                : null;
    }

    private Mono<ServerResponse> ended(ServerRequest request, Submissions.Outcome outcome) {
        return switch (outcome) {
            case Submissions.Outcome.Referred(String referral) -> back(request, Map.of("referral", referral));
            case Submissions.Outcome.Declined(String referral) -> {
                Map<String, String> parameters = new LinkedHashMap<>();
                parameters.put("referral", referral);
                parameters.put("error", "access_denied");
                yield back(request, parameters);
            }
            case Submissions.Outcome.Failed(String error) -> failed(request, error);
        };
    }

    private Mono<ServerResponse> failed(ServerRequest request, String error) {
        if (request.queryParam("redirect_uri").isEmpty()) {
            return refused("The form ends with " + error + ".");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error);
        parameters.put("error_description", "The form ended with " + error);
        return back(request, parameters);
    }

    private static Mono<ServerResponse> back(ServerRequest request, Map<String, String> parameters) {
        Optional<String> redirectUri = request.queryParam("redirect_uri");
        if (redirectUri.isEmpty() || request.queryParam("noredirect").filter("1"::equals).isPresent()) {
            return html(FormPages.thanks());
        }
        Map<String, String> all = new LinkedHashMap<>(parameters);
        request.queryParam("state").ifPresent(state -> all.put("state", state));
        String query = all.entrySet()
                .stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ServerResponse.status(HttpStatus.FOUND)
                .header("Location", redirectUri.get() + (redirectUri.get().contains("?") ? "&" : "?") + query)
                .header("Cache-Control", "no-store")
                .build();
    }

    private @Nullable Form form(ServerRequest request) {
        String secret = request.queryParam("f").orElse("");
        return books.forms.values().stream().filter(form -> form.secret.equals(secret)).findFirst().orElse(null);
    }

    private boolean isRegistered(ServerRequest request) {
        return request.queryParam("redirect_uri").map(settings.redirectUris()::contains).orElse(true);
    }

    private static @Nullable String utility(ServerRequest request, Form form) {
        return request.queryParam("utility").orElse(form.utility);
    }

    private static String value(MultiValueMap<String, String> entered, String name) {
        String value = entered.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static String action(ServerRequest request) {
        return request.uri().getRawPath() + "?" + request.uri().getRawQuery();
    }

    private static Mono<ServerResponse> refused(String reason) {
        return page(HttpStatus.BAD_REQUEST, FormPages.refused(reason));
    }

    private static Mono<ServerResponse> html(String page) {
        return page(HttpStatus.OK, page);
    }

    private static Mono<ServerResponse> page(HttpStatus status, String page) {
        return ServerResponse.status(status)
                .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .bodyValue(page);
    }
}
