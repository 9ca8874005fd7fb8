// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The port on which other services ask; the gateway does not route it.
 *
 * @param internalPort 0 for any free one
 * @param internalAddress on which it listens; null: on all, or where {@code server.address} says
 */
@Validated
@ConfigurationProperties("dcarbon.authorization")
record InternalSettings(@DefaultValue("8182") @Min(0) @Max(65535) int internalPort,
        @Nullable String internalAddress) {}
