// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.facility;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the facility service is, for facilities whose event has not come yet.
 *
 * @param baseUrl its root
 * @param timeout for its answer
 */
@Validated
@ConfigurationProperties("dcarbon.facility")
record FacilitySettings(@NotNull URI baseUrl, @DefaultValue("3s") Duration timeout) {}
