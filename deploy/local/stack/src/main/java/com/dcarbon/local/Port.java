// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.util.Locale;

/** The ports of the local stack, with what listens there. */
public enum Port {
    GATEWAY(8080, "the gateway"),
    GATEWAY_MANAGEMENT(8090, "the gateway's health and metrics"),
    FACILITY(8081, "facility-service"),
    AUTHORIZATION(8082, "authorization-service"),
    AUTHORIZATION_INTERNAL(8182, "authorization-service's internal endpoint"),
    INGESTION(8083, "ingestion-service"),
    AUDIT(8084, "audit-service"),
    NOTIFICATION(8085, "notification-service"),
    KAFKA(9092, "Kafka"),
    KAFKA_CONTROLLER(9093, "Kafka's controller"),
    POSTGRES(5440, "PostgreSQL"),
    IDENTITY(9000, "the identity provider"),
    SIMULATOR(9100, "the utility simulator"),
    SMTP(2525, "the mail catcher"),
    INBOX(9300, "the inbox page"),
    APPLICATION(3000, "the application's stand-in");

    private final int usual;
    private final String owner;

    Port(int usual, String owner) {
        this.usual = usual;
        this.owner = owner;
    }

    /** The port used where none is chosen. */
    public int usual() {
        return usual;
    }

    /** Who wants it, in words. */
    public String owner() {
        return owner;
    }

    /** Its name in options: {@code --port gateway=18080}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The environment variable that chooses it. */
    public String variable() {
        return "DCARBON_PORT_" + name();
    }
}
