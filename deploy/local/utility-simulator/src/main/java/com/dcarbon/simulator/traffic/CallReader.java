// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.simulator.fault.Call;
import com.dcarbon.simulator.fault.Call.Presented;
import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Fingerprint;
import com.dcarbon.simulator.oauth.Authorization;
import com.dcarbon.simulator.oauth.BackOffice;
import com.dcarbon.simulator.oauth.Bearer;

import reactor.core.publisher.Mono;

/** Reads from a request what it asks for, and in whose name. */
final class CallReader {
    private static final List<Resource> RESOURCES = List.of(
            new Resource("/(?:Batch/)?Subscription/([^/]+)", CallKind.USAGE),
            new Resource("/Batch/Subscription/([^/]+)/UsagePoint/[^/]+", CallKind.USAGE),
            new Resource("/Subscription/([^/]+)/.*", CallKind.RESOURCE),
            new Resource("/(?:Batch/)?RetailCustomer/([^/]+)", CallKind.CUSTOMER),
            new Resource("/(?:ReadingType|LocalTimeParameters)(?:/[^/]+)?", CallKind.CATALOGUE),
            new Resource("/Authorization(?:/([^/]+))?", CallKind.AUTHORIZATION),
            new Resource("/ReadServiceStatus", CallKind.SERVICE_STATUS));

    private final Utility utility;
    private final BackOffice backOffice;
    private final String oauth;

    CallReader(Utility utility) {
        this.utility = utility;
        this.backOffice = utility.authorizationServer().backOffice();
        this.oauth = "/" + utility.custodian().id() + "/oauth";
    }

    Mono<Call> read(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getURI().getRawPath();
        if (path.equals(oauth + "/token")) {
            return form(exchange).map(form -> token(request, form));
        }
        if (path.equals(oauth + "/revoke")) {
            return form(exchange).map(form -> revoke(request, form));
        }
        if (path.equals(oauth + "/authorize")) {
            return form(exchange).map(form -> authorize(request, form));
        }
        return Mono.just(resource(request, path));
    }

    /** The form of the body, which stays readable; an empty one where there is none that can be read. */
    static Mono<MultiValueMap<String, String>> form(ServerWebExchange exchange) {
        return exchange.getFormData().onErrorReturn(RuntimeException.class, new LinkedMultiValueMap<>());
    }

    private Call token(ServerHttpRequest request, MultiValueMap<String, String> form) {
        String grantType = form.getFirst("grant_type");
        CallKind kind = switch (grantType) {
            case "authorization_code" -> CallKind.TOKEN_CODE;
            case "refresh_token" -> CallKind.TOKEN_REFRESH;
            case "client_credentials" -> CallKind.TOKEN_CLIENT;
            case null, default -> CallKind.OTHER;
        };
        String secret = Optional.ofNullable(form.getFirst("code")).orElse(form.getFirst("refresh_token"));
        return call(kind, backOffice.behind(form),
                new Presented(grantType, client(request, form), inShort(secret)));
    }

    private Call revoke(ServerHttpRequest request, MultiValueMap<String, String> form) {
        String token = form.getFirst("token");
        return call(CallKind.TOKEN_REVOKE, backOffice.behind(token),
                new Presented(null, client(request, form), inShort(token)));
    }

    private static @Nullable String client(ServerHttpRequest request, MultiValueMap<String, String> form) {
        return Optional.ofNullable(form.getFirst("client_id"))
                .or(() -> basicUser(request.getHeaders().getFirst("Authorization")))
                .orElse(null);
    }

    private Call authorize(ServerHttpRequest request, MultiValueMap<String, String> form) {
        String client = request.getQueryParams().getFirst("client_id");
        return new Call(CallKind.AUTHORIZE, backOffice.customer(form).orElse(null), null,
                new Presented(null, client, null));
    }

    private Call resource(ServerHttpRequest request, String path) {
        String token = Bearer.of(request.getHeaders().getFirst("Authorization"));
        Presented presented = new Presented(null, backOffice.client(token).orElse(null), inShort(token));
        String base = utility.base().path();
        String below = path.startsWith(base + "/") ? path.substring(base.length()) : "";
        for (Resource resource : RESOURCES) {
            Matcher matcher = resource.path.matcher(below);
            if (matcher.matches()) {
                return call(resource.kind, owner(matcher, token), presented);
            }
        }
        return call(CallKind.OTHER, backOffice.behind(token), presented);
    }

    private Optional<Authorization> owner(Matcher matcher, @Nullable String token) {
        String id = matcher.groupCount() == 0 ? null : matcher.group(1);
        return id == null
                ? backOffice.behind(token)
                : utility.authorizationServer().authorizations().find(URLDecoder.decode(id, StandardCharsets.UTF_8));
    }

    private static Call call(CallKind kind, Optional<Authorization> authorization, Presented presented) {
        return new Call(kind, authorization.map(Authorization::username).orElse(null),
                authorization.map(Authorization::id).orElse(null), presented);
    }

    private static @Nullable String inShort(@Nullable String secret) {
        return secret == null ? null : "sha256:" + Fingerprint.of(secret);
    }

    private static Optional<String> basicUser(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            return Optional.of(new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0]);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Which paths below the resource URL are what; the first group is the authorization's id. */
    private record Resource(Pattern path, CallKind kind) {
        Resource(String path, CallKind kind) {
            this(Pattern.compile(path), kind);
        }
    }
}
