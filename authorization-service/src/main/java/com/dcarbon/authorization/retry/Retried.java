// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import org.springframework.http.ResponseEntity;

import com.dcarbon.authorization.record.AuthorizationItem;
import com.dcarbon.authorization.session.StartAnswer;

/** What came of trying again. */
sealed interface Retried {

    /** The caller goes to the utility. */
    record Started(ResponseEntity<StartAnswer> answer) implements Retried {}

    /** The person who may authorize was asked to. */
    record Asked(AuthorizationItem record) implements Retried {}
}
