// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import com.dcarbon.authorization.record.AuthorizationItem;
import com.dcarbon.authorization.session.StartedSession;

/** What came of trying again. */
sealed interface Retried {

    /** The caller goes to the utility. */
    record Started(StartedSession session) implements Retried {}

    /** The person who may authorize was asked to. */
    record Asked(AuthorizationItem record) implements Retried {}
}
