// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.net.URI;
import java.util.List;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What announcements point to, and which administrators they go to.
 *
 * @param applicationUrl the application that people use; its pages {@code /facilities/{id}},
 *     {@code /invitations/accept} and {@code /settings/notifications} are below it
 * @param adminRecipients the addresses that get what administrators are to know
 */
@Validated
@ConfigurationProperties("dcarbon.notification")
record AnnouncementSettings(@NotNull URI applicationUrl,
        @DefaultValue List<@NotBlank @Email String> adminRecipients) {

    /** @param path begins with a slash */
    URI page(String path) {
        String base = applicationUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
