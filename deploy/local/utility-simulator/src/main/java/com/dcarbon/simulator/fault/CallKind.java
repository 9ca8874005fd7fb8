// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request asks a utility for. */
public enum CallKind {
    /** The customer's browser at the authorization endpoint. */
    AUTHORIZE,
    /** A code against tokens. */
    TOKEN_CODE,
    /** A refresh token against an access token. */
    TOKEN_REFRESH,
    /** Client credentials against a token of the third party. */
    TOKEN_CLIENT,
    /** A token to be ended (RFC 7009). */
    TOKEN_REVOKE,
    /** All usage of a subscription, as a batch or not. */
    USAGE,
    /** One resource of a subscription's tree. */
    RESOURCE,
    /** Customer data. */
    CUSTOMER,
    /** Kinds of readings and local time. */
    CATALOGUE,
    /** Authorizations. */
    AUTHORIZATION,
    /** The service status. */
    SERVICE_STATUS,
    /** UtilityAPI's form in the customer's browser. */
    FORM_PAGE,
    /** UtilityAPI: templates. */
    API_TEMPLATES,
    /** UtilityAPI: forms. */
    API_FORMS,
    /** UtilityAPI: the authorizations of a referral. */
    API_REFERRAL,
    /** UtilityAPI: authorizations otherwise. */
    API_AUTHORIZATIONS,
    /** UtilityAPI: an authorization revoked by us. */
    API_REVOKE,
    /** UtilityAPI: meters. */
    API_METERS,
    /** UtilityAPI: a historical collection, which is paid. */
    API_COLLECTION,
    /** UtilityAPI: ongoing monitoring, which is paid. */
    API_MONITORING,
    /** UtilityAPI: intervals. */
    API_INTERVALS,
    /** UtilityAPI: events. */
    API_EVENTS,
    /** UtilityAPI: billing accounts. */
    API_ACCOUNTING,
    /** UtilityAPI at work on an authorization: not a request, but a step of its own. */
    AUTHORIZATION_WORK,
    /** UtilityAPI at work on a meter's history: not a request, but a step of its own. */
    COLLECTION_WORK,
    /** UtilityAPI's webhook: a request that it makes. */
    WEBHOOK,
    /** Anything else below the utility's path. */
    OTHER;

    /** What reaches a data custodian. */
    public static final Set<CallKind> GREEN_BUTTON = Set.of(AUTHORIZE, TOKEN_CODE, TOKEN_REFRESH, TOKEN_CLIENT,
            TOKEN_REVOKE, USAGE, RESOURCE, CUSTOMER, CATALOGUE, AUTHORIZATION, SERVICE_STATUS, OTHER);

    static final Set<CallKind> API = Set.of(API_TEMPLATES, API_FORMS, API_REFERRAL, API_AUTHORIZATIONS, API_REVOKE,
            API_METERS, API_COLLECTION, API_MONITORING, API_INTERVALS, API_EVENTS, API_ACCOUNTING);
    static final Set<CallKind> WORK = Set.of(AUTHORIZATION_WORK, COLLECTION_WORK);
    /** What reaches UtilityAPI, and what it does by itself. */
    public static final Set<CallKind> UTILITY_API = union(API, WORK, Set.of(FORM_PAGE, WEBHOOK, OTHER));

    static final Set<CallKind> ANY = union(GREEN_BUTTON, API, Set.of(FORM_PAGE));
    static final Set<CallKind> TOKEN = Set.of(TOKEN_CODE, TOKEN_REFRESH, TOKEN_CLIENT);
    static final Set<CallKind> DATA = Set.of(USAGE, RESOURCE, CUSTOMER, CATALOGUE);
    static final Set<CallKind> FEEDS = Set.of(USAGE, RESOURCE, CUSTOMER);
    static final Set<CallKind> OAUTH = Set.of(AUTHORIZE, TOKEN_CODE, TOKEN_REFRESH, TOKEN_CLIENT, TOKEN_REVOKE);
    static final Set<CallKind> REVOCABLE = Set.of(TOKEN_REFRESH, USAGE, RESOURCE, CUSTOMER, CATALOGUE, AUTHORIZATION);
    static final Set<CallKind> XML = Set.of(USAGE, RESOURCE, CUSTOMER, CATALOGUE, AUTHORIZATION, SERVICE_STATUS);
    static final Set<CallKind> DOCUMENTS = union(XML, API);

    /** Its name in the control endpoint: {@code token_code}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names that {@link #named} takes. */
    public static List<String> names() {
        return Stream.concat(Stream.of("any", "token", "data", "api"), Arrays.stream(values()).map(CallKind::wire))
                .toList();
    }

    /** The kinds behind a name: one kind, or the groups {@code any}, {@code token}, {@code data} and {@code api}. */
    static Optional<Set<CallKind>> named(String name) {
        return switch (name) {
            case "any" -> Optional.of(Set.of(values()));
            case "api" -> Optional.of(API);
            case "token" -> Optional.of(TOKEN);
            case "data" -> Optional.of(DATA);
            default -> Arrays.stream(values())
                    .filter(kind -> kind.wire().equals(name))
                    .<Set<CallKind>>map(EnumSet::of)
                    .findFirst();
        };
    }

    /** Those kinds in a fixed order. */
    static List<String> wire(Set<CallKind> kinds) {
        return kinds.stream().sorted().map(CallKind::wire).collect(Collectors.toList());
    }

    @SafeVarargs
    private static Set<CallKind> union(Set<CallKind>... parts) {
        return Arrays.stream(parts).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
