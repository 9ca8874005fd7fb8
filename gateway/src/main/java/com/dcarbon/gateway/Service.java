// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The services behind the gateway. */
public enum Service {
    FACILITY,
    AUTHORIZATION,
    INGESTION,
    AUDIT,
    NOTIFICATION;

    /** The name in settings, addresses and metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The service of that name, if there is one. */
    public static Optional<Service> named(String id) {
        return Stream.of(values()).filter(service -> service.id().equals(id)).findFirst();
    }
}
