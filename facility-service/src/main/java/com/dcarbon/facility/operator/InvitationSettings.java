// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long invitations serve, and how many may go out, so that nobody floods a mailbox.
 *
 * @param lifetime how long an invitation's link serves
 * @param mailsPerFacility how many invitations of one facility may go out within {@code facilityWindow}
 * @param facilityWindow the time over which those of a facility are counted
 * @param mailsPerOwner how many invitations of one owner may go out within {@code ownerWindow}, all facilities together
 * @param ownerWindow the time over which those of an owner are counted
 */
@Validated
@ConfigurationProperties("dcarbon.facility.invitation")
record InvitationSettings(@NotNull @DurationMin(minutes = 1) @DefaultValue("14d") Duration lifetime,
        @Positive @DefaultValue("5") int mailsPerFacility,
        @NotNull @DurationMin(seconds = 1) @DefaultValue("1h") Duration facilityWindow,
        @Positive @DefaultValue("20") int mailsPerOwner,
        @NotNull @DurationMin(seconds = 1) @DefaultValue("1d") Duration ownerWindow) {

    /** After which a mail counts for nothing any more. */
    Duration longestWindow() {
        return facilityWindow.compareTo(ownerWindow) > 0 ? facilityWindow : ownerWindow;
    }
}
