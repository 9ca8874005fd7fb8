// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.Set;

/**
 * Who watches, and what.
 *
 * @param admin sees every facility
 */
record Viewer(String userId, boolean admin, Set<ChangeKind> kinds) {

    String[] kindNames() {
        return kinds.stream().map(ChangeKind::wire).toArray(String[]::new);
    }

    /** @param userId someone whom a change may concern; empty: it has changed something, whomever that concerns */
    boolean isConcernedBy(String concerned) {
        return admin || userId.equals(concerned);
    }
}
