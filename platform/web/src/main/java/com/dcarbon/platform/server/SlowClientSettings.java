// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.server;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How slow a client may be before its connection is closed.
 *
 * @param headers within which all headers of a request must be here, from its first byte
 * @param pause for how long nothing of a body may come
 * @param body within which a whole body must be here; the gateway is stricter with all but files
 */
@ConfigurationProperties("dcarbon.slow-clients")
public record SlowClientSettings(@DefaultValue("10s") Duration headers, @DefaultValue("60s") Duration pause,
        @DefaultValue("30m") Duration body) {}
