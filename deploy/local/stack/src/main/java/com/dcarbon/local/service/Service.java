// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.dcarbon.local.Port;

/** The processes that are built here, in the order in which they are started. */
public enum Service {
    NEIGHBOURS("neighbours", "deploy/local/neighbours", null, 160),
    FACILITY("facility-service", "facility-service",
            "facility", 128),
    AUTHORIZATION("authorization-service", "authorization-service", "authorization",
            128),
    INGESTION("ingestion-service", "ingestion-service", "ingestion", 160),
    AUDIT("audit-service",
            "audit-service", "audit", 128),
    NOTIFICATION("notification-service", "notification-service",
            "notification", 128),
    GATEWAY("gateway", "gateway", null, 128);

    private final String processName;
    private final String module;
    private final @Nullable String database;
    private final int heapMegabytes;

    Service(String processName, String module, @Nullable String database, int heapMegabytes) {
        this.processName = processName;
        this.module = module;
        this.database = database;
        this.heapMegabytes = heapMegabytes;
    }

    /** Also the name of its artifact and its log. */
    public String processName() {
        return processName;
    }

    /** The module's folder in the tree. */
    public String module() {
        return module;
    }

    /** The name of its database and of its role there. */
    public Optional<String> database() {
        return Optional.ofNullable(database);
    }

    /** The port on which it answers those who use it. */
    public Port ownPort() {
        return switch (this) {
            case NEIGHBOURS -> Port.IDENTITY;
            case FACILITY -> Port.FACILITY;
            case AUTHORIZATION -> Port.AUTHORIZATION;
            case INGESTION -> Port.INGESTION;
            case AUDIT -> Port.AUDIT;
            case NOTIFICATION -> Port.NOTIFICATION;
            case GATEWAY -> Port.GATEWAY;
        };
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** The ports on which it must answer before it counts as ready. */
    public List<Port> ports() {
        return switch (this) {
            case NEIGHBOURS -> List.of(Port.IDENTITY, Port.SIMULATOR, Port.INBOX, Port.APPLICATION);
            case FACILITY, AUTHORIZATION, INGESTION, AUDIT, NOTIFICATION -> List.of(ownPort());
            case GATEWAY -> List.of(Port.GATEWAY_MANAGEMENT);
        };
    }
}
