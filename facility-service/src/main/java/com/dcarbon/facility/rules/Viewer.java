// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

/**
 * What a person is to one facility; nothing at all for most. An administrator can be its owner too.
 */
public record Viewer(boolean owner, boolean operator, boolean admin) {

    /** Only an operator who accepted and is confirmed counts. */
    public static Viewer of(Facility facility, String userId, boolean admin) {
        var operator = facility.operator();
        boolean accepted = operator != null && operator.isAccepted() && operator.isTakenBy(userId);
        return new Viewer(userId.equals(facility.owner().userId()), accepted, admin);
    }

    /** Whether the facility exists for this person. */
    public boolean maySee() {
        return owner || operator || admin;
    }

    public boolean maySeeFinance() {
        return owner || admin;
    }
}
