// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import static com.dcarbon.local.Port.AUDIT;
import static com.dcarbon.local.Port.AUTHORIZATION;
import static com.dcarbon.local.Port.AUTHORIZATION_INTERNAL;
import static com.dcarbon.local.Port.FACILITY;
import static com.dcarbon.local.Port.GATEWAY;
import static com.dcarbon.local.Port.GATEWAY_MANAGEMENT;
import static com.dcarbon.local.Port.INGESTION;
import static com.dcarbon.local.Port.NOTIFICATION;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.dcarbon.local.Port;

/** Where the parts that the page's headings name can be asked. */
final class Parts {
    /** Those that describe themselves, each asked through the gateway, too. */
    static final Map<String, Port> SERVICES = Map.of("facility-service", FACILITY, "authorization-service",
            AUTHORIZATION, "ingestion-service", INGESTION, "audit-service", AUDIT, "notification-service",
            NOTIFICATION);

    private static final Map<String, List<Port>> OTHERS = Map.of("gateway", List.of(GATEWAY),
            "gateway, management port", List.of(GATEWAY_MANAGEMENT), "every service, own port",
            List.copyOf(SERVICES.values()), "authorization-service, own port", List.of(AUTHORIZATION),
            "authorization-service, internal port", List.of(AUTHORIZATION_INTERNAL));

    private Parts() {}

    static List<Port> of(Rule rule) {
        Port own = SERVICES.get(rule.part());
        return own == null ? Objects.requireNonNull(OTHERS.get(rule.part()), rule.part()) : List.of(GATEWAY, own);
    }
}
