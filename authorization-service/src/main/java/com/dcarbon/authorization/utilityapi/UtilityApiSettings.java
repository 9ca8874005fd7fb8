// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How UtilityAPI is asked.
 *
 * @param timeout how long one answer may take
 * @param missedEvents how often it is asked for events that no webhook brought
 * @param comparison how often all that has ended there is compared with the records here
 */
@Validated
@ConfigurationProperties("dcarbon.authorization.utility-api")
record UtilityApiSettings(@DefaultValue("25s") Duration timeout, @DefaultValue("1h") Duration missedEvents,
        @DefaultValue("1d") Duration comparison) {}
