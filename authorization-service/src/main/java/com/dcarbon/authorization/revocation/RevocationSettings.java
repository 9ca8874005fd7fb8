// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Ending authorizations at utilities.
 *
 * @param patience for how long a utility is asked to end an authorization before that is given up and alerted
 */
@Validated
@ConfigurationProperties("dcarbon.authorization.revocation")
record RevocationSettings(@DefaultValue("7d") Duration patience) {}
