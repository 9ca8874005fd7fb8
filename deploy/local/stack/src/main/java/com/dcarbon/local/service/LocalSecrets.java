// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import com.dcarbon.local.postgres.Database;

/** The secrets of the local stack: fixed, known to everybody, and good for nothing elsewhere. */
public final class LocalSecrets {
    static final String INGESTION_CLIENT_SECRET = "local-ingestion-secret";

    /** The platform's API token at the simulator's UtilityAPI. */
    static final String UTILITY_API_TOKEN = "local-utility-api-token";

    /** What the simulator's UtilityAPI signs its webhooks with. */
    static final String UTILITY_API_WEBHOOK_SECRET = "local-utility-api-webhook-secret";

    private LocalSecrets() {}

    /** The database of that name with its role's password. Whoever writes the audit log does not own it. */
    public static Database database(String name) {
        return new Database(name, "local-" + name, name.equals("audit"));
    }

    /** What a utility of the simulator shows when it notifies the platform. */
    static String utilityNotificationToken(String providerId) {
        return "local-" + providerId + "-notification-token";
    }

    /** The platform's secret at a utility of the simulator. */
    static String utilityClientSecret(String providerId) {
        return "local-" + providerId + "-secret";
    }
}
