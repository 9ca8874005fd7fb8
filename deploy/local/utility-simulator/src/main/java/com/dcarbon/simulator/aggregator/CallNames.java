// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.simulator.fault.Call;
import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Fingerprint;
import com.dcarbon.simulator.oauth.Bearer;

import reactor.core.publisher.Mono;

/** Reads from a request what it asks for, and about whom. */
final class CallNames {
    private final Books books;

    CallNames(Books books) {
        this.books = books;
    }

    Mono<Call> read(ServerWebExchange exchange) {
        String path = exchange.getRequest().getURI().getRawPath();
        if (path.startsWith("/utilityapi/authorize/")) {
            return exchange.getFormData()
                    .onErrorReturn(RuntimeException.class, new LinkedMultiValueMap<>())
                    .map(form -> new Call(CallKind.FORM_PAGE, form.getFirst("username"), null,
                            new Call.Presented(null, null, null)));
        }
        return Mono.just(api(exchange.getRequest(), path));
    }

    private Call api(ServerHttpRequest request, String path) {
        List<String> segments = path.startsWith(UtilityApi.API + "/")
                ? List.of(path.substring(UtilityApi.API.length() + 1).split("/"))
                : List.of("");
        CallKind kind = kind(segments, request.getQueryParams());
        String token = Bearer.of(request.getHeaders().getFirst("Authorization"));
        Authorization about = about(segments, request.getQueryParams()).orElse(null);
        return new Call(kind, about == null ? null : about.username, about == null ? null : about.uid,
                new Call.Presented(null, null, token == null ? null : "sha256:" + Fingerprint.of(token)));
    }

    private static CallKind kind(List<String> segments, MultiValueMap<String, String> query) {
        return switch (segments.getFirst()) {
            case "templates" -> CallKind.API_TEMPLATES;
            case "forms" -> CallKind.API_FORMS;
            case "authorizations" -> segments.getLast().equals("revoke")
                    ? CallKind.API_REVOKE
                    : query.containsKey("referrals") ? CallKind.API_REFERRAL : CallKind.API_AUTHORIZATIONS;
            case "meters" -> switch (segments.getLast()) {
                case "historical-collection" -> CallKind.API_COLLECTION;
                case "ongoing-monitoring" -> CallKind.API_MONITORING;
                default -> CallKind.API_METERS;
            };
            case "intervals" -> CallKind.API_INTERVALS;
            case "events" -> CallKind.API_EVENTS;
            case "accounting", "bills" -> CallKind.API_ACCOUNTING;
            default -> CallKind.OTHER;
        };
    }

    private Optional<Authorization> about(List<String> segments, MultiValueMap<String, String> query) {
        String uid = segments.size() > 1 ? segments.get(1) : null;
        synchronized (books) {
            return switch (segments.getFirst()) {
                case "authorizations" -> uid == null
                        ? authorization(query.getFirst("uids")).or(() -> referred(query.getFirst("referrals")))
                        : authorization(uid);
                case "meters", "intervals" -> authorization(query.getFirst("authorizations"))
                        .or(() -> metered(uid == null ? query.getFirst("meters") : uid));
                default -> Optional.empty();
            };
        }
    }

    private Optional<Authorization> authorization(@Nullable String uid) {
        return Optional.ofNullable(uid).map(books.authorizations::get);
    }

    private Optional<Authorization> referred(@Nullable String referral) {
        return books.authorizations.values()
                .stream()
                .filter(each -> referral != null && each.referrals.contains(referral))
                .findFirst();
    }

    /** The authorization of the first of these meters. */
    private Optional<Authorization> metered(@Nullable String uids) {
        return Optional.ofNullable(uids)
                .map(text -> books.meters.get(text.split(",", 2)[0]))
                .map(books::authorizationOf);
    }
}
