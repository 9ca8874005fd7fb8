// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Attempts that an administrator asks for.
 *
 * @param patience for how long the person may take to begin before the attempt has failed
 */
@Validated
@ConfigurationProperties("dcarbon.authorization.retry")
record RetrySettings(@DefaultValue("7d") Duration patience) {}
