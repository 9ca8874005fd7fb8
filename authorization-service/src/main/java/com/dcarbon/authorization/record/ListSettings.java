// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The list of authorizations.
 *
 * @param statementTimeout how long the database may look for one page; shorter than the gateway waits
 */
@Validated
@ConfigurationProperties("dcarbon.authorization.list")
record ListSettings(@DefaultValue("5s") Duration statementTimeout) {}
