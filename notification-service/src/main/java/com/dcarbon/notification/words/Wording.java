// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.words;

import com.dcarbon.notification.rules.Kind;

/** Every way in which a kind of news is told; each has its words in the catalogue, under its name in lower case. */
public enum Wording {
    OPERATOR_INVITED(Kind.OPERATOR_INVITED, Page.INVITATION),
    OPERATOR_ACCEPTED(Kind.OPERATOR_ACCEPTED, Page.FACILITY),
    OPERATOR_UNCONFIRMED(Kind.OPERATOR_ACCEPTED, Page.FACILITY),
    OPERATOR_CONFIRMED(Kind.OPERATOR_ACCEPTED, Page.FACILITY),
    OPERATOR_WITHDRAWN(Kind.OPERATOR_WITHDRAWN, Page.HOME),
    INVITATION_WITHDRAWN(Kind.OPERATOR_WITHDRAWN, Page.HOME),
    INVITATION_UNDELIVERABLE(Kind.INVITATION_UNDELIVERABLE, Page.FACILITY),
    AUTHORIZATION_SUCCEEDED(Kind.AUTHORIZATION_SUCCEEDED, Page.FACILITY),
    AUTHORIZATION_FAILED(Kind.AUTHORIZATION_FAILED, Page.FACILITY),
    AUTHORIZATION_RETRY(Kind.AUTHORIZATION_RETRY, Page.FACILITY),
    AUTHORIZATION_REVOKED(Kind.AUTHORIZATION_REVOKED, Page.FACILITY),
    AUTHORIZATION_EXPIRING(Kind.AUTHORIZATION_EXPIRING, Page.FACILITY),
    AUTHORIZATION_EXPIRING_ELSEWHERE(Kind.AUTHORIZATION_EXPIRING, Page.FACILITY),
    REAUTHORIZATION_REQUIRED(Kind.REAUTHORIZATION_REQUIRED, Page.FACILITY),
    REAUTHORIZATION_REQUIRED_ELSEWHERE(Kind.REAUTHORIZATION_REQUIRED, Page.FACILITY),
    TOKEN_ROTATION_FAILED(Kind.TOKEN_ROTATION_FAILED, Page.FACILITY),
    TOKEN_ROTATION_FAILED_FOR_ADMINS(Kind.TOKEN_ROTATION_FAILED, Page.FACILITY),
    PROVIDER_DOWNTIME(Kind.PROVIDER_DOWNTIME, Page.HOME),
    PROVIDER_RECOVERED(Kind.PROVIDER_RECOVERED, Page.HOME);

    /** Where the button leads. */
    public enum Page {
        HOME,
        FACILITY,
        INVITATION
    }

    private final Kind kind;
    private final Page page;

    Wording(Kind kind, Page page) {
        this.kind = kind;
        this.page = page;
    }

    public Kind kind() {
        return kind;
    }

    public Page page() {
        return page;
    }
}
