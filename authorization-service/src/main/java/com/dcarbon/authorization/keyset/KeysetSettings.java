// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The keys of secrets at rest.
 *
 * @param tokenKeyset where they are: the path of a file with a Tink AEAD keyset (JSON), mounted from a secret store, or what
 *     another {@link TokenKeySource} understands; there is no default
 */
@Validated
@ConfigurationProperties("dcarbon.authorization")
record KeysetSettings(@NotBlank String tokenKeyset) {}
