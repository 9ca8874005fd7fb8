// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;

import reactor.core.publisher.Mono;

/** The utility's list of third parties, from which a customer can begin: a button leads to the platform's portal. */
final class ThirdPartyPage {
    private static final String SCOPE = "FB=1_3_4_5_8_13_14_15_18_19_31_32_35_37_38_39_51;IntervalDuration=900;"
            + "BlockDuration=Daily;HistoryLength=34128000";

    private final Custodian custodian;
    private final ConsentPages pages;

    ThirdPartyPage(Custodian custodian) {
        this.custodian = custodian;
        this.pages = new ConsentPages(custodian);
    }

    Mono<ServerResponse> show(ServerRequest request) {
        return ServerResponse.ok()
                .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .bodyValue(pages.thirdParties(custodian.thirdParty().portal(), SCOPE));
    }
}
