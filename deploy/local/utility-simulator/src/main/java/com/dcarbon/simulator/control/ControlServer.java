// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.util.Map;

import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.traffic.RequestLog;
import com.dcarbon.simulator.traffic.Utility;

import reactor.core.publisher.Mono;

/** One utility's control: {@code /{id}/control}. JSON below it, the page at it. */
public final class ControlServer {
    private final Utility utility;
    private final FaultControl faults;
    private final RequestControl requests;
    private final TruthControl truth;
    private final AuthorizationControl authorizations;
    private final PageControl page;

    public ControlServer(Utility utility, RequestLog log) {
        this.utility = utility;
        this.faults = new FaultControl(utility);
        this.requests = new RequestControl(utility.custodian().id(), log);
        this.truth = new TruthControl(utility);
        this.authorizations = new AuthorizationControl(utility);
        this.page = new PageControl(utility, requests, authorizations);
    }

    /** Its endpoints. */
    public RouterFunction<ServerResponse> routes() {
        String base = "/" + utility.custodian().id() + "/control";
        return RouterFunctions.route()
                .GET(base, page::show)
                .POST(base, page::submit)
                .GET(base + "/faults", faults::list)
                .POST(base + "/faults", faults::switchOn)
                .DELETE(base + "/faults", faults::switchAllOff)
                .DELETE(base + "/faults/{number}", faults::switchOff)
                .GET(base + "/requests", requests::list)
                .DELETE(base + "/requests", requests::forget)
                .GET(base + "/notifications", this::notifications)
                .GET(base + "/truth", truth::all)
                .GET(base + "/truth/{customer}", truth::one)
                .POST(base + "/authorizations/{authorization}/revoke", authorizations::revoke)
                .POST(base + "/tokens/expire", authorizations::expire)
                .filter(new LoopbackOnly())
                .build();
    }

    private Mono<ServerResponse> notifications(ServerRequest request) {
        return ServerResponse.ok().bodyValue(Map.of("notifications", utility.notices().deliveries()));
    }
}
