// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.change;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.UtilityAuthorization;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

/** What a person is told before the utility is changed. */
final class Warning {
    private static final String KEPT = "Data that was already imported stays.";

    /** What is lost there and not here. */
    private static final String LOST_AT_UTILITY_API = " UtilityAPI, which connects us with this utility, deletes its "
            + "copy of the data and the login: what has not been imported by now cannot be fetched any more.";

    private Warning() {}

    /**
     * A {@code confirmation_required} whose {@code warning} says what is lost.
     *
     * @param names the name of the utility with that id
     */
    static ProblemException before(Facility facility, String provider, UnaryOperator<String> names) {
        return new ProblemException(CommonProblem.CONFIRMATION_REQUIRED,
                "The utility is changed only once the warning was confirmed.")
                .with("warning", text(facility.authorization(), provider, names));
    }

    private static String text(@Nullable UtilityAuthorization present, String provider,
            UnaryOperator<String> names) {
        String wanted = names.apply(provider);
        if (present == null || !present.isLive()) {
            return "No authorization is live, so none is revoked. %s Afterwards %s has to be authorized."
                    .formatted(KEPT, wanted);
        }
        if (present.providerId().equals(provider)) {
            return "This goes back to %s. Where its authorization has been revoked meanwhile, it has to be given again. %s"
                    .formatted(wanted, KEPT);
        }
        return "The authorization at %s will be revoked, and no new data will come from there. %s%s Afterwards %s has to be authorized."
                .formatted(names.apply(present.providerId()), KEPT,
                        present.method() == AuthMethod.UTILITY_API ? LOST_AT_UTILITY_API : "", wanted);
    }
}
