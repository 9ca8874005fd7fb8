// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.RegistrationStatus;

/**
 * How far the registration of a facility has come.
 *
 * @param step where the user goes on
 * @param updatedAt when something was last saved before it was complete, or when it was completed
 */
public record Registration(RegistrationStatus status, RegistrationStep step, Instant updatedAt) {

    /** The role is chosen with the very first request, or there is none to choose. */
    static Registration begun(Instant now) {
        return new Registration(RegistrationStatus.IN_PROGRESS, RegistrationStep.FINANCE_INSTALLER, now);
    }

    /** After something was saved: what is unfinished was last touched now; the user may have gone on as well. */
    Registration saved(@Nullable RegistrationStep next, Instant now) {
        return isInProgress() ? new Registration(status, next == null ? step : next, now) : this;
    }

    Registration completed(Instant now) {
        return isInProgress()
                ? new Registration(RegistrationStatus.COMPLETE, RegistrationStep.UTILITY_AUTHORIZATION, now)
                : this;
    }

    boolean isInProgress() {
        return status == RegistrationStatus.IN_PROGRESS;
    }
}
