// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.inapp;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Notifications in the application.
 *
 * @param keep how long one is kept, read or not
 */
@Validated
@ConfigurationProperties("dcarbon.notification.in-app")
record InAppSettings(@NotNull Duration keep) {}
