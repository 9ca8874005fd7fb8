// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.time.ZoneId;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken of files that people bring.
 *
 * @param maxFileSize the largest file; the gateway has a limit of its own for the whole request
 * @param timeZone in which the days of their meters begin where a file's own LocalTimeParameters do not tell
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.upload")
record UploadSettings(@DefaultValue("64MB") @NotNull DataSize maxFileSize,
        @DefaultValue("America/Los_Angeles") @NotNull ZoneId timeZone) {}
