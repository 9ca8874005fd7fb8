// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What somebody says who wants a link to a file: {@code {"path": "/authorizations/…/export?format=csv"}}. */
final class DownloadRequest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private DownloadRequest() {}

    /** Whether the path begins like this; what cannot be read is left to a service to refuse. */
    static boolean isOf(String body, String prefix) {
        try {
            return JSON.readTree(body).path("path").asString("").startsWith(prefix);
        } catch (JacksonException _) {
            return false;
        }
    }
}
