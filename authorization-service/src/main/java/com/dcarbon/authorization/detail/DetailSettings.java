// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The full view of an authorization.
 *
 * @param ingestionUrl where ingestion-service is, without a slash at the end
 * @param auditUrl where audit-service is, without a slash at the end
 * @param facilityTimeout how long facility-service may take; the view waits no longer than the longest of these
 * @param metersTimeout how long ingestion-service may take for the meters
 * @param summaryTimeout how long ingestion-service may take for the summary of the intervals
 * @param auditTimeout how long audit-service may take
 * @param rest how long a part is not asked for after it failed again and again
 */
@Validated
@ConfigurationProperties("dcarbon.authorization.detail")
record DetailSettings(@NotNull URI ingestionUrl, @NotNull URI auditUrl, @DefaultValue("2s") Duration facilityTimeout,
        @DefaultValue("3s") Duration metersTimeout, @DefaultValue("3s") Duration summaryTimeout,
        @DefaultValue("3s") Duration auditTimeout, @DefaultValue("10s") Duration rest) {}
