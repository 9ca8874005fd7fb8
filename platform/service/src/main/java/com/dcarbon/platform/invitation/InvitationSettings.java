// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.invitation;

import java.nio.file.Path;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the tokens of invitation links are made.
 *
 * @param keyset a file with a keyset of Tink for pseudo-random functions (HMAC_SHA256_PRF), as JSON; the same in every
 *     service that makes or knows links
 */
@Validated
@ConfigurationProperties("dcarbon.invitation")
record InvitationSettings(@NotNull Path keyset) {}
