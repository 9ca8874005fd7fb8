// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import static com.dcarbon.gateway.Service.AUDIT;
import static com.dcarbon.gateway.Service.AUTHORIZATION;
import static com.dcarbon.gateway.Service.FACILITY;
import static com.dcarbon.gateway.Service.INGESTION;
import static com.dcarbon.gateway.Service.NOTIFICATION;
import static com.dcarbon.gateway.routing.TimeLimit.NONE;
import static com.dcarbon.gateway.routing.TimeLimit.ORDINARY;
import static com.dcarbon.gateway.routing.TimeLimit.PROVIDER;

import java.util.List;
import java.util.Map;

import com.dcarbon.gateway.Service;

/**
 * Who answers which call of the public contract, calls included that a service does not offer yet. The order counts: the first row that matches wins, so what another
 * service answers below {@code /facilities/{id}} stands before facilities themselves. What no row names,
 * {@code /internal} and {@code /actuator} above all, is not reachable from outside.
 */
final class RouteTable {
    static final List<ServiceRoute> ROUTES = List.of(
            ServiceRoute.of("uploads", INGESTION, NONE, "/facilities/{id}/green-button-files"),
            ServiceRoute.of("import-administration", INGESTION, ORDINARY, "/imports/{id}/reparse", "/quarantine",
                    "/facilities/{id}/raw-payloads"),
            ServiceRoute.of("facility-data", INGESTION, ORDINARY, "/facilities/{id}/sync",
                    "/facilities/{id}/generation-report", "/facilities/{id}/generation-reports",
                    "/facilities/{id}/generation-reports/{report}"),
            ServiceRoute.of("facilities", FACILITY, ORDINARY, "/facilities", "/facilities/**", "/utilities",
                    "/invitations/**"),
            ServiceRoute.of("authorization-exports", AUTHORIZATION, NONE, "/authorizations/{id}/export"),
            ServiceRoute.of("authorization-flows", AUTHORIZATION, PROVIDER, "/green-button/**", "/utility-api/**",
                    "/authorizations/{id}/retry"),
            ServiceRoute.of("authorizations", AUTHORIZATION, ORDINARY, "/authorizations", "/authorizations/**"),
            ServiceRoute.of("interval-exports", INGESTION, NONE, "/intervals/export"),
            ServiceRoute.of("meters-and-intervals", INGESTION, ORDINARY, "/meters", "/meters/**", "/intervals",
                    "/intervals/**"),
            ServiceRoute.of("imports", INGESTION, ORDINARY, "/imports", "/imports/**"),
            ServiceRoute.of("audit-exports", AUDIT, NONE, "/audit-logs/export", "/audit-logs/verify"),
            ServiceRoute.of("audit-log", AUDIT, ORDINARY, "/audit-logs", "/audit-logs/**"),
            // A link leads to the service that made it; who makes it depends on the file, see EXPORTS.
            ServiceRoute.of("interval-downloads", INGESTION, NONE, "/downloads/intervals"),
            ServiceRoute.of("authorization-downloads", AUTHORIZATION, NONE, "/downloads/authorizations"),
            ServiceRoute.of("audit-downloads", AUDIT, NONE, "/downloads/audit-logs"),
            ServiceRoute.of("downloads", INGESTION, ORDINARY, "/downloads"),
            ServiceRoute.of("event-stream", NOTIFICATION, NONE, "/events/stream"),
            ServiceRoute.of("notifications", NOTIFICATION, ORDINARY, "/notifications", "/notifications/**",
                    "/notification-preferences"));

    /** Which service has the files whose paths begin like this; all others are ingestion's. */
    static final Map<String, Service> EXPORTS = Map.of("/authorizations/", AUTHORIZATION, "/audit-logs/", AUDIT);

    private RouteTable() {}
}
