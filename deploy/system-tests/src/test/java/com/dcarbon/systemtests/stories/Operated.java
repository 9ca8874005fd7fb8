// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import java.util.List;

import com.dcarbon.systemtests.Platform;
import com.dcarbon.systemtests.stories.Calls.Call;

/**
 * A facility of an Owner that its operator has authorized.
 *
 * @param authorization our id of it
 * @param meter one of those that were imported
 */
record Operated(String facility, String authorization, String meter) {

    /** A facility of that owner with that operator, who has accepted by the mailed link; its id. */
    static String assign(Person owner, Person operator, String name) {
        String facility = owner.registerAndInvite(name, operator.email());
        operator.accept(Invitations.token(Invitations.await(name, operator.email(), 1))).expect(200);
        return facility;
    }

    /** The same, authorized at PG&amp;E as that customer, with its meters imported. */
    static Operated begin(Person owner, Person operator, String name, String customer) {
        String facility = assign(owner, operator, name);
        operator.authorize(facility, "pge", customer);
        Platform.await().until(() -> operator.facility(facility).path("last_sync").isString());
        return new Operated(facility, operator.facility(facility).path("authorization_id").asString(),
                operator.api().get("/meters?facility_id=" + facility).expect(200).json().path("items").path(0)
                        .path("id").asString());
    }

    /** What its people see. */
    List<Call> views() {
        return Calls.ofViewer(facility, authorization, meter);
    }

    /** The id of something that this person was told about it. */
    String notification(Person person) {
        return Platform.await()
                .until(() -> person.notifications(facility), told -> !told.isEmpty())
                .getFirst()
                .path("id")
                .asString();
    }
}
