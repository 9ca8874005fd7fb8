// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
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
    private final FormEndpoint forms;
    private final AuthorizationEndpoint authorizations;
    private final MeterEndpoint meters;
    private final IntervalEndpoint intervals;
    private final EventEndpoint events;
    private final AccountingEndpoint accounting;

    ApiServer(ApiDoor door, Works works, Function<ServerRequest, String> root, Set<String> redirectUris) {
        this.door = door;
        this.root = root;
        this.redirectUris = redirectUris;
        var documents = new Documents(works.books(), works.utilities());
        this.forms = new FormEndpoint(works.books(), works.utilities(), works.submissions(), works.webhooks());
        this.authorizations = new AuthorizationEndpoint(works.books(), documents, works.lives());
        this.meters = new MeterEndpoint(works, documents);
        this.intervals = new IntervalEndpoint(works.books(), works.utilities(), documents);
        this.events = new EventEndpoint(works.books(), works.webhooks());
        this.accounting = new AccountingEndpoint(works.books(), works.utilities());
    }

    RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        formRoutes(routes, UtilityApi.API);
        authorizationRoutes(routes, UtilityApi.API);
        meterRoutes(routes, UtilityApi.API);
        otherRoutes(routes, UtilityApi.API);
        return routes.route(RequestPredicates.path(UtilityApi.API + "/**"), request -> door.paced(request, () -> {
            throw RefusedException.unknown("endpoint");
        })).build();
    }

    private void formRoutes(RouterFunctions.Builder routes, String api) {
        routes.GET(api + "/forms", reading(forms::list))
                .POST(api + "/forms", writing((request, body) -> forms.create(body, root.apply(request))))
                .GET(api + "/forms/{uid}", reading((request, base) -> forms.one(uid(request), base)))
                .PATCH(api + "/forms/{uid}",
                        writing((request, body) -> forms.change(uid(request), body, root.apply(request))))
                .DELETE(api + "/forms/{uid}", reading((request, _) -> forms.delete(uid(request))))
                .POST(api + "/forms/{uid}/test-submit",
                        writing((request, body) -> forms.testSubmit(uid(request), body)));
    }

    private void authorizationRoutes(RouterFunctions.Builder routes, String api) {
        routes.GET(api + "/authorizations", reading(authorizations::list))
                .GET(api + "/authorizations/{uid}", reading(authorizations::one))
                .PATCH(api + "/authorizations/{uid}",
                        writing((request, body) -> authorizations.change(request, body, root.apply(request))))
                .DELETE(api + "/authorizations/{uid}", reading((request, _) -> authorizations.delete(request)))
                .POST(api + "/authorizations/{uid}/revoke",
                        writing((request, _) -> authorizations.revoke(request, root.apply(request))));
    }

    private void meterRoutes(RouterFunctions.Builder routes, String api) {
        routes.GET(api + "/meters", reading(meters::list))
                .POST(api + "/meters/historical-collection", writing((_, body) -> meters.collect(body)))
                .POST(api + "/meters/ongoing-monitoring", writing((_, body) -> meters.monitor(body)))
                .GET(api + "/meters/{uid}", reading(meters::one))
                .PATCH(api + "/meters/{uid}",
                        writing((request, body) -> meters.change(uid(request), body, root.apply(request))))
                .GET(api + "/intervals",
                        request -> door.unpaced(request,
                                () -> intervals.list(request, root.apply(request))));
    }

    private void otherRoutes(RouterFunctions.Builder routes, String api) {
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
                .GET(api + "/accounting/billing-accounts", reading(accounting::billingAccounts));
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
