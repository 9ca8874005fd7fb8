// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;

/** What a third party asks a utility for. */
enum Asked {
    USAGE,
    REFRESH,
    CODE,
    AUTHORIZE;

    private static final String JULY_1 = "?published-min=2026-07-01T07:00:00Z&published-max=2026-07-02T07:00:00Z";

    /** Asks for it, with what was granted before or with an unused code. */
    HttpResponse<String> by(ThirdPartyClient thirdParty, JsonNode granted, String code) {
        return switch (this) {
            case USAGE -> thirdParty.get(granted.path("resourceURI").asString() + JULY_1,
                    granted.path("access_token").asString());
            case REFRESH -> thirdParty.refresh(granted);
            case CODE -> thirdParty.exchange(code);
            case AUTHORIZE -> thirdParty.get(thirdParty.authorizationUrl());
        };
    }
}
