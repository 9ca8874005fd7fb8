// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.net.URI;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param baseUrl where facility-service is, without a slash at the end: the same setting as for who may do what */
@Validated
@ConfigurationProperties("dcarbon.facility")
record FacilityAddress(@NotNull URI baseUrl) {}
