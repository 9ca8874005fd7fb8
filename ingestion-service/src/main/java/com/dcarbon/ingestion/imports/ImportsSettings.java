// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.imports;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What administrators are shown of imports.
 *
 * @param stuckAfter an import that has been tried and is not ended by then, or is due for so long, is called stuck
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.imports")
record ImportsSettings(@DefaultValue("6h") @NotNull Duration stuckAfter) {}
