// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Tokens at rest and at the utilities' token endpoints.
 *
 * @param tokenKeyset the file with the Tink AEAD keyset (JSON), mounted from a secret store; there is no default
 * @param tokenTimeout how long a token endpoint may take
 */
@Validated
@ConfigurationProperties("dcarbon.authorization")
public record TokenSettings(@NotNull Path tokenKeyset, @DefaultValue("20s") Duration tokenTimeout) {}
