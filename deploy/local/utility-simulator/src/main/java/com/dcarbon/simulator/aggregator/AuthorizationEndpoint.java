// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.Map;
import java.util.Set;

import org.springframework.web.reactive.function.server.ServerRequest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /authorizations}. */
final class AuthorizationEndpoint {
    private final Books books;
    private final Documents documents;
    private final Lives lives;

    AuthorizationEndpoint(Books books, Documents documents, Lives lives) {
        this.books = books;
        this.documents = documents;
        this.lives = lives;
    }

    ObjectNode list(ServerRequest request, String root) {
        var found = Filters.<Authorization>of(request)
                .value("uids", each -> each.uid)
                .value("forms", each -> each.formUid)
                .value("templates", _ -> Templates.UID)
                .value("users", _ -> Templates.USER_UID)
                .values("referrals", each -> each.referrals)
                .value("utility", each -> each.utility)
                .flag("is_archived", each -> each.archived)
                .flag("is_declined", each -> each.declined != null)
                .flag("is_test", each -> each.test)
                .flag("is_revoked", each -> each.revoked != null)
                .flag("is_expired", each -> each.isExpired(books.now()))
                .from(books.authorizations.values());
        return Paging.page(request, root, "authorizations", found, each -> each.uid,
                each -> document(request, each, root));
    }

    ObjectNode one(ServerRequest request, String root) {
        return document(request, books.authorization(request.pathVariable("uid")), root);
    }

    ObjectNode change(ServerRequest request, ObjectNode body, String root) {
        Authorization authorization = books.authorization(request.pathVariable("uid"));
        for (Map.Entry<String, JsonNode> change : body.properties()) {
            switch (change.getKey()) {
                case "is_archived" -> authorization.archived = change.getValue().asBoolean();
                case "nickname" -> authorization.nickname = Json.text(body, "nickname");
                default -> throw new RefusedException(400, "invalid_param", change.getKey() + " cannot be changed");
            }
        }
        return document(request, authorization, root);
    }

    ObjectNode delete(ServerRequest request) {
        Authorization authorization = books.authorization(request.pathVariable("uid"));
        if (!authorization.test) {
            throw new RefusedException(403, "forbidden", "Only test authorizations can be deleted");
        }
        lives.revoke(authorization, false);
        books.authorizations.remove(authorization.uid);
        return Json.object().put("success", true);
    }

    /** Irreversible; revoking again changes nothing. */
    ObjectNode revoke(ServerRequest request, String root) {
        Authorization authorization = books.authorization(request.pathVariable("uid"));
        lives.revoke(authorization, true);
        return document(request, authorization, root);
    }

    private ObjectNode document(ServerRequest request, Authorization authorization, String root) {
        boolean withMeters = Filters.asked(request, "include").orElse(Set.of()).contains("meters");
        return documents.authorization(authorization, root, withMeters, Documents.expands(request));
    }
}
