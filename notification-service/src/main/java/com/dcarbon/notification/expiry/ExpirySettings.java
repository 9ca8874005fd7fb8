// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.expiry;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * When the end of an authorization is announced.
 *
 * @param announceBefore how long before the end, once each
 * @param look how often it is looked for
 */
@Validated
@ConfigurationProperties("dcarbon.notification.expiry")
record ExpirySettings(@NotEmpty List<@NotNull @DurationMin(minutes = 1) Duration> announceBefore,
        @NotNull @DurationMin(millis = 1) Duration look) {}
