// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events that cannot be processed are tried again.
 *
 * @param retryDelay before the second attempt; it doubles from then on, up to twenty times as long
 */
@Validated
@ConfigurationProperties("dcarbon.inbox")
record InboxSettings(@DefaultValue("500ms") @DurationMin(millis = 1) Duration retryDelay) {}
