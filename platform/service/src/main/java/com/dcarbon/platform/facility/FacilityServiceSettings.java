// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.facility;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where facility-service answers, for the moments in which its events have not arrived yet.
 *
 * @param baseUrl without a slash at the end
 * @param timeout how long a person waits for it
 */
@Validated
@ConfigurationProperties("dcarbon.facility")
record FacilityServiceSettings(@NotNull URI baseUrl, @DefaultValue("5s") Duration timeout) {}
