// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.surroundings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Among whom this process is.
 *
 * @param local whether all around it is a local stack or a test: only there it may speak without TLS, have secrets that
 *            everybody knows, and a moved clock
 */
@ConfigurationProperties("dcarbon.surroundings")
public record SurroundingsSettings(@DefaultValue("false") boolean local) {}
