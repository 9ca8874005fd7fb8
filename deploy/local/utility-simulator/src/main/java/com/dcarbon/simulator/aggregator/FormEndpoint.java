// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /forms}. */
final class FormEndpoint {
    private final Books books;
    private final SupportedUtilities utilities;
    private final Submissions submissions;
    private final Webhooks webhooks;

    FormEndpoint(Books books, SupportedUtilities utilities, Submissions submissions, Webhooks webhooks) {
        this.books = books;
        this.utilities = utilities;
        this.submissions = submissions;
        this.webhooks = webhooks;
    }

    ObjectNode create(ObjectNode body, String root) {
        Form form = new Form("form_" + books.hex(8), books.hex(8) + "-" + books.hex(16), books.now());
        String template = Json.text(body, "template_uid");
        if (template != null && !template.equals(Templates.UID)) {
            throw new RefusedException(400, "invalid_param", "template_uid is not known");
        }
        form.customerEmail = Json.text(body, "customer_email");
        form.utility = utility(Json.text(body, "utility"));
        form.authorizationUid = Json.text(body, "authorization_uid");
        if (form.authorizationUid != null) {
            form.utility = renewable(form.authorizationUid).utility;
        }
        scope(form, body);
        books.forms.put(form.uid, form);
        webhooks.publish(java.util.List.of(books.event("form_created", form, null, null)));
        return form.toJson(root);
    }

    ObjectNode one(String uid, String root) {
        return books.form(uid).toJson(root);
    }

    ObjectNode change(String uid, ObjectNode body, String root) {
        Form form = books.form(uid);
        for (Map.Entry<String, JsonNode> change : body.properties()) {
            switch (change.getKey()) {
                case "is_archived" -> form.archived = change.getValue().asBoolean();
                case "disabled" -> form.disabled = change.getValue().asBoolean();
                case "customer_email" -> form.customerEmail = Json.text(body, "customer_email");
                case "utility" -> form.utility = utility(Json.text(body, "utility"));
                case "scope" -> scope(form, body);
                default -> throw new RefusedException(400, "invalid_param", change.getKey() + " cannot be changed");
            }
        }
        form.updated = books.now();
        return form.toJson(root);
    }

    ObjectNode delete(String uid) {
        books.form(uid);
        books.forms.remove(uid);
        return Json.object().put("success", true);
    }

    ObjectNode testSubmit(String uid, ObjectNode body) {
        Form form = books.form(uid);
        if (form.disabled) {
            throw new RefusedException(400, "invalid_request", "The form was used before");
        }
        String utility = utility(Json.text(body, "utility"));
        String scenario = Json.text(body, "scenario");
        if (utility == null || scenario == null) {
            throw new RefusedException(400, "required_param_missing", "utility and scenario are needed");
        }
        var entry = new Submissions.Entry(utility, "Test Customer", Scenario.PREFIX + scenario, "any");
        return switch (submissions.submit(form, entry)) {
            case Submissions.Outcome.Referred(String referral) ->
                Json.object().put("success", true).put("referral", referral);
            case Submissions.Outcome.Declined(String referral) ->
                Json.object().put("success", true).put("referral", referral);
            case Submissions.Outcome.Failed(String error) ->
                throw new RefusedException(400, error, "The test user was refused");
        };
    }

    ObjectNode list(ServerRequest request, String root) {
        var found = Filters.<Form>of(request)
                .value("uids", form -> form.uid)
                .value("templates", _ -> Templates.UID)
                .value("authorizations", form -> String.valueOf(form.authorizationUid))
                .flag("is_archived", form -> form.archived)
                .flag("disabled", form -> form.disabled)
                .from(books.forms.values());
        return Paging.page(request, root, "forms", found, form -> form.uid, form -> form.toJson(root));
    }

    private Authorization renewable(String uid) {
        Authorization authorization = books.authorizations.get(uid);
        if (authorization == null || authorization.revoked != null) {
            throw new RefusedException(400, "invalid_param", "authorization_uid is not known or revoked");
        }
        return authorization;
    }

    private @Nullable String utility(@Nullable String id) {
        if (id != null && utilities.find(id).isEmpty()) {
            throw new RefusedException(400, "invalid_param", "utility is not known");
        }
        return id;
    }

    private void scope(Form form, ObjectNode body) {
        JsonNode scope = body.path("scope");
        if (!scope.isMissingNode() && !scope.isNull() && !scope.isObject()) {
            throw new RefusedException(400, "invalid_param", "Scope must be a valid json object");
        }
        form.expires = Json.text(scope, "expires");
        form.ongoingEnd = Json.text(scope, "ongoing_end");
        var _ = Submissions.expiry(form.expires, books.now());
    }
}
