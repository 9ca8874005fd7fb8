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
    /** Anything else below the utility's path. */
    OTHER;

    static final Set<CallKind> ANY = Set.of(values());
    static final Set<CallKind> TOKEN = Set.of(TOKEN_CODE, TOKEN_REFRESH, TOKEN_CLIENT);
    static final Set<CallKind> DATA = Set.of(USAGE, RESOURCE, CUSTOMER, CATALOGUE);
    static final Set<CallKind> OAUTH = Set.of(AUTHORIZE, TOKEN_CODE, TOKEN_REFRESH, TOKEN_CLIENT);
    static final Set<CallKind> REVOCABLE = Set.of(TOKEN_REFRESH, USAGE, RESOURCE, CUSTOMER, CATALOGUE, AUTHORIZATION);
    static final Set<CallKind> XML = Set.of(USAGE, RESOURCE, CUSTOMER, CATALOGUE, AUTHORIZATION, SERVICE_STATUS);

    /** Its name in the control endpoint: {@code token_code}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names that {@link #named} takes. */
    public static List<String> names() {
        return Stream.concat(Stream.of("any", "token", "data"), Arrays.stream(values()).map(CallKind::wire)).toList();
    }

    /** The kinds behind a name: one kind, or the groups {@code any}, {@code token} and {@code data}. */
    static Optional<Set<CallKind>> named(String name) {
        return switch (name) {
            case "any" -> Optional.of(ANY);
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
}
