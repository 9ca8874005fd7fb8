// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.answer;

import java.nio.file.Path;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where answers are kept until what they mean is committed.
 *
 * @param directory on a volume that outlives the process, of this deployment alone; there is no default
 */
@Validated
@ConfigurationProperties("dcarbon.authorization.answers")
record AnswerSettings(@NotNull Path directory) {}
