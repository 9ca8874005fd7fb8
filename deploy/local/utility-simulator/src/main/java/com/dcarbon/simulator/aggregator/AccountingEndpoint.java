// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.List;

import org.springframework.web.reactive.function.server.ServerRequest;

import com.dcarbon.simulator.customer.Household;

import tools.jackson.databind.node.ObjectNode;

/** {@code /accounting}: the customers' accounts at their utilities. */
final class AccountingEndpoint {
    private final Books books;
    private final SupportedUtilities utilities;

    AccountingEndpoint(Books books, SupportedUtilities utilities) {
        this.books = books;
        this.utilities = utilities;
    }

    ObjectNode billingAccounts(ServerRequest request, String root) {
        List<Authorization> found = Filters.<Authorization>of(request)
                .value("uids", each -> accountNumber(each))
                .value("billing_accounts", each -> accountNumber(each))
                .value("authorizations", each -> each.uid)
                .values("meters", each -> books.metersOf(each).stream().map(meter -> meter.uid).toList())
                .from(books.authorizations.values())
                .stream()
                .filter(each -> !books.metersOf(each).isEmpty())
                .toList();
        return Paging.page(request, root, "billing_accounts", found, this::accountNumber, this::document);
    }

    private ObjectNode document(Authorization authorization) {
        Household household = household(authorization);
        ObjectNode json = Json.object()
                .put("uid", household.accountNumber())
                .put("authorization_uid", authorization.uid)
                .put("utility", authorization.utility)
                .put("billing_account", household.accountNumber())
                .put("billing_contact", household.name());
        json.set("meter_uids", Json.array(books.metersOf(authorization).stream().map(meter -> meter.uid).toList()));
        return json;
    }

    private String accountNumber(Authorization authorization) {
        return household(authorization).accountNumber();
    }

    private Household household(Authorization authorization) {
        return utilities.named(authorization.utility).customers().household(authorization.username);
    }
}
