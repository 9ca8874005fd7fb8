// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How live changes are told.
 *
 * @param heartbeat how often a stream shows that it lives and looks for what nobody woke it for
 * @param retention how long a change can be read by who comes back
 * @param reconnectAfter how long clients are asked to wait before they come back
 * @param perUser how many streams a person may have open at one process
 */
@Validated
@ConfigurationProperties("dcarbon.notification.stream")
record StreamSettings(@DefaultValue("15s") @DurationMin(millis = 100) Duration heartbeat,
        @DefaultValue("24h") @DurationMin(minutes = 1) Duration retention,
        @DefaultValue("3s") @DurationMin(millis = 100) Duration reconnectAfter,
        @DefaultValue("20") @Min(1) int perUser) {}
