// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Searches of the log.
 *
 * @param statementTimeout how long the database may look for one page; shorter than the gateway waits
 * @param exportTimeout the same for each thousand entries of an export
 */
@Validated
@ConfigurationProperties("dcarbon.audit.search")
record SearchSettings(@DefaultValue("5s") Duration statementTimeout, @DefaultValue("30s") Duration exportTimeout) {}
