// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import tools.jackson.databind.node.ObjectNode;

/** The JSON API below {@code /utilityapi/api/v2}. */
final class ApiServer {
    private final ApiDoor door;
    private final Function<ServerRequest, String> root;
    private final Set<String> redirectUris;
    private final Endpoints endpoints;

    /** The endpoints by resource. */
    record Endpoints(FormEndpoint forms, AuthorizationEndpoint authorizations, MeterEndpoint meters,
            IntervalEndpoint intervals, EventEndpoint events, AccountingEndpoint accounting) {}

    ApiServer(ApiDoor door, Function<ServerRequest, String> root, Set<String> redirectUris, Endpoints endpoints) {
        this.door = door;
        this.root = root;
        this.redirectUris = redirectUris;
        this.endpoints = endpoints;
    }

    RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        forms(routes, UtilityApi.API);
        authorizations(routes, UtilityApi.API);
        meters(routes, UtilityApi.API);
        others(routes, UtilityApi.API);
        return routes.build();
    }

    private void forms(RouterFunctions.Builder routes, String api) {
        FormEndpoint forms = endpoints.forms();
        routes.GET(api + "/forms", reading(forms::list))
                .POST(api + "/forms", writing((request, body) -> forms.create(body, root.apply(request))))
                .GET(api + "/forms/{uid}", reading((request, base) -> forms.one(uid(request), base)))
                .PATCH(api + "/forms/{uid}",
                        writing((request, body) -> forms.change(uid(request), body, root.apply(request))))
                .DELETE(api + "/forms/{uid}", reading((request, _) -> forms.delete(uid(request))))
                .POST(api + "/forms/{uid}/test-submit",
                        writing((request, body) -> forms.testSubmit(uid(request), body)));
    }

    private void authorizations(RouterFunctions.Builder routes, String api) {
        AuthorizationEndpoint authorizations = endpoints.authorizations();
        routes.GET(api + "/authorizations", reading(authorizations::list))
                .GET(api + "/authorizations/{uid}", reading(authorizations::one))
                .PATCH(api + "/authorizations/{uid}",
                        writing((request, body) -> authorizations.change(request, body, root.apply(request))))
                .DELETE(api + "/authorizations/{uid}", reading((request, _) -> authorizations.delete(request)))
                .POST(api + "/authorizations/{uid}/revoke",
                        writing((request, _) -> authorizations.revoke(request, root.apply(request))));
    }

    private void meters(RouterFunctions.Builder routes, String api) {
        MeterEndpoint meters = endpoints.meters();
        routes.GET(api + "/meters", reading(meters::list))
                .POST(api + "/meters/historical-collection", writing((_, body) -> meters.collect(body)))
                .POST(api + "/meters/ongoing-monitoring", writing((_, body) -> meters.monitor(body)))
                .GET(api + "/meters/{uid}", reading((request, base) -> meters.one(uid(request), base)))
                .PATCH(api + "/meters/{uid}",
                        writing((request, body) -> meters.change(uid(request), body, root.apply(request))))
                .GET(api + "/intervals",
                        request -> door.unpaced(request,
                                () -> endpoints.intervals().list(request, root.apply(request))));
    }

    private void others(RouterFunctions.Builder routes, String api) {
        EventEndpoint events = endpoints.events();
        routes.GET(api + "/templates",
                reading((request, base) -> Paging.page(request, base, "templates", Templates.all(base, redirectUris),
                        template -> template.path("uid").asString(), template -> template)))
                .GET(api + "/templates/{uid}", reading((request, base) -> template(uid(request), base)))
                .GET(api + "/events", reading(events::list))
                .GET(api + "/events/{uid}", reading((request, _) -> events.one(uid(request))))
                .PATCH(api + "/events/{uid}", writing((request, body) -> events.change(uid(request), body)))
                .GET(api + "/bills",
                        reading((request, base) -> Paging.page(request, base, "bills", List.<ObjectNode>of(),
                                ObjectNode::toString, bill -> bill)))
                .GET(api + "/accounting/billing-accounts", reading(endpoints.accounting()::billingAccounts));
    }

    private ObjectNode template(String uid, String base) {
        if (!uid.equals(Templates.UID)) {
            throw RefusedException.unknown("template");
        }
        return Templates.all(base, redirectUris).getFirst();
    }

    private HandlerFunction<ServerResponse> reading(BiFunction<ServerRequest, String, ObjectNode> answer) {
        return request -> door.paced(request, () -> answer.apply(request, root.apply(request)));
    }

    private HandlerFunction<ServerResponse> writing(BiFunction<ServerRequest, ObjectNode, ObjectNode> answer) {
        return request -> door.paced(request, body -> answer.apply(request, body));
    }

    private static String uid(ServerRequest request) {
        return request.pathVariable("uid");
    }
}
