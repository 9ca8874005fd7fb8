// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.inapp;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.notification.rules.Notice;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A notification, as its reader sees it.
 *
 * @param facilityId the facility it is about, if it is about one
 * @param action what its button says and where in the application that leads; null with older ones
 * @param readAt null while it is unread
 */
record Notification(UUID id, @Schema(example = "authorization_succeeded") String kind, String title, String body,
        @Nullable UUID facilityId, Notice.@Nullable Action action, Instant createdAt, @Nullable Instant readAt) {}
