// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the provider profiles are.
 *
 * @param directory the folder of {@code <id>.yaml} files; a service that uses profiles does not start without it
 * @param allowPlainHttp whether endpoints without TLS are accepted: only for simulators on this machine
 * @param allowPrivateAddresses whether utilities may be in this network, and not on the internet alone
 */
@ConfigurationProperties("dcarbon.providers")
public record ProviderSettings(@Nullable Path directory, @DefaultValue("false") boolean allowPlainHttp,
        @DefaultValue("false") boolean allowPrivateAddresses) {

    /** A simulator on this machine is both. */
    boolean mayBeInside() {
        return allowPlainHttp || allowPrivateAddresses;
    }
}
