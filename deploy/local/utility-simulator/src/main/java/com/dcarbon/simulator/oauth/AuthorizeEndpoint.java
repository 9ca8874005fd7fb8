// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.custodian.OAuthHabits.Dialect;
import com.dcarbon.simulator.customer.Customer;
import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.oauth.Token.Kind;

import reactor.core.publisher.Mono;

/**
 * The authorization endpoint for a customer's browser.
 *
 * <p>The walk: {@code GET} shows the login form; its {@code POST} ({@code username}, {@code password}) shows the
 * selection form; its {@code POST} ({@code login} hidden, {@code usage_point} and {@code data} ticks, {@code until},
 * {@code decision=approve|cancel}) redirects to the third party. The third party's parameters stay in the query
 * throughout. A script may also send {@code username}, {@code password} and {@code decision} in the first
 * {@code POST}: everything is then shared.
 */
final class AuthorizeEndpoint {
    private static final Duration LOGIN_LIFE = Duration.ofMinutes(30);
    private static final String APPROVE = "approve";
    private static final String CANCEL = "cancel";

    private final Custodian custodian;
    private final Customers customers;
    private final Authorizations authorizations;
    private final Tokens tokens;
    private final Codes codes;
    private final ConsentPages pages;

    AuthorizeEndpoint(Custodian custodian, Customers customers, Authorizations authorizations, Tokens tokens,
            Codes codes) {
        this.custodian = custodian;
        this.customers = customers;
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.codes = codes;
        this.pages = new ConsentPages(custodian);
    }

    Mono<ServerResponse> show(ServerRequest request) {
        return checked(request, valid -> html(HttpStatus.OK, pages.login(action(request), null)));
    }

    Mono<ServerResponse> submit(ServerRequest request) {
        return request.formData().flatMap(form -> checked(request, valid -> answer(request, valid, form)));
    }

    private Mono<ServerResponse> checked(ServerRequest request,
            Function<AuthorizationRequest.Valid, Mono<ServerResponse>> next) {
        Map<String, String> query = request.queryParams().toSingleValueMap();
        return switch (AuthorizationRequest.check(custodian, query)) {
            case AuthorizationRequest.Valid valid -> next.apply(valid);
            case AuthorizationRequest.Faulty faulty -> redirect(faulty.location());
            case AuthorizationRequest.Stranger stranger ->
                html(HttpStatus.BAD_REQUEST, pages.refused(stranger.reason()));
        };
    }

    private Mono<ServerResponse> answer(ServerRequest request, AuthorizationRequest.Valid valid,
            MultiValueMap<String, String> form) {
        String decision = form.getFirst("decision");
        if (CANCEL.equals(decision)) {
            return redirect(valid.redirect(denied()));
        }
        Optional<String> loggedIn = tokens.read(form.getFirst("login"))
                .filter(token -> token.kind() == Kind.LOGIN)
                .map(Token::subject);
        if (loggedIn.isPresent()) {
            return select(request, valid, form, customers.named(loggedIn.get()));
        }
        return logIn(request, valid, form);
    }

    private Mono<ServerResponse> logIn(ServerRequest request, AuthorizationRequest.Valid valid,
            MultiValueMap<String, String> form) {
        String username = form.getFirst("username");
        String password = form.getFirst("password");
        if (username == null || username.isBlank() || password == null || password.isBlank()) {
            return html(HttpStatus.OK, pages.login(action(request), "Please enter your user name and password."));
        }
        if (password.equals("wrong")) {
            return html(HttpStatus.OK, pages.login(action(request), "The user name or password is not right."));
        }
        Customer customer = customers.named(username.strip());
        if (APPROVE.equals(form.getFirst("decision"))) {
            return approve(valid, customer, SelectionForm.everythingOf(customer), null);
        }
        return selectionPage(request, customer, null);
    }

    private Mono<ServerResponse> select(ServerRequest request, AuthorizationRequest.Valid valid,
            MultiValueMap<String, String> form, Customer customer) {
        if (!APPROVE.equals(form.getFirst("decision"))) {
            return selectionPage(request, customer, null);
        }
        try {
            SelectionForm chosen = SelectionForm.read(form, customer, custodian.data().zone());
            return approve(valid, customer, chosen.selection(), chosen.until());
        } catch (IllegalArgumentException incomplete) {
            return selectionPage(request, customer, incomplete.getMessage());
        }
    }

    private Mono<ServerResponse> approve(AuthorizationRequest.Valid valid, Customer customer, Selection selection,
            @Nullable Instant until) {
        Authorization authorization = authorizations.issue(customer.username(), until, selection);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("code", codes.issue(authorization, valid.redirectUri(), valid.codeChallenge()));
        if (custodian.oauth().dialect() == Dialect.PGE) {
            parameters.put("scope", Services.scope(custodian, customer, authorization));
        }
        return redirect(valid.redirect(parameters));
    }

    private Mono<ServerResponse> selectionPage(ServerRequest request, Customer customer, @Nullable String message) {
        String login = tokens.issue(Kind.LOGIN, customer.username(), LOGIN_LIFE);
        return html(HttpStatus.OK, pages.selection(action(request), login, customer, message));
    }

    private static Map<String, String> denied() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", "access_denied");
        parameters.put("error_description", "The customer did not allow access");
        return parameters;
    }

    private static String action(ServerRequest request) {
        return request.uri().getRawPath() + "?" + request.uri().getRawQuery();
    }

    private static Mono<ServerResponse> redirect(String location) {
        return ServerResponse.status(HttpStatus.FOUND)
                .header("Location", location)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Mono<ServerResponse> html(HttpStatus status, String page) {
        return ServerResponse.status(status)
                .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .bodyValue(page);
    }
}
