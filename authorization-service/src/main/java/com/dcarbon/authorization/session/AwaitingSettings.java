// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Consents on which a provider works after the customer came back.
 *
 * @param patience how long a provider may work on one before the attempt ends as timed out
 */
@Validated
@ConfigurationProperties("dcarbon.authorization.awaiting")
record AwaitingSettings(@DefaultValue("48h") Duration patience) {}
