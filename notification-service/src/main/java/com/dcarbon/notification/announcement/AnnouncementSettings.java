// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What announcements point to.
 *
 * @param applicationUrl the application that people use; its page of a facility is {@code /facilities/{id}} below it
 */
@Validated
@ConfigurationProperties("dcarbon.notification")
record AnnouncementSettings(@NotNull URI applicationUrl) {

    URI facilityPage(UUID facilityId) {
        String base = applicationUrl.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "facilities/" + facilityId);
    }
}
