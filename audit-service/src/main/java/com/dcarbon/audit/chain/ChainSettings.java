// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The chain of the log.
 *
 * @param closeAfter how long after midnight (UTC) a day is closed; what comes later belongs to the next one
 */
@Validated
@ConfigurationProperties("dcarbon.audit.chain")
record ChainSettings(@DefaultValue("5m") Duration closeAfter) {}
