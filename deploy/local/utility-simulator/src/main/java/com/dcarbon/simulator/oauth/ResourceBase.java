// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

import com.dcarbon.simulator.custodian.Custodian;

/** Where the custodian's resources are for whoever asks: below the configured base, else below the host asked. */
public final class ResourceBase {
    private final @Nullable URI publicBase;
    private final String path;

    /** @param publicBase as others reach the simulator, such as {@code http://localhost:9100}; null: as asked */
    public ResourceBase(@Nullable URI publicBase, Custodian custodian) {
        this.publicBase = publicBase;
        this.path = "/" + custodian.id() + "/espi/1_1/resource";
    }

    /** The resource URL, without a slash at its end. */
    public String of(ServerRequest request) {
        return root(request.uri()) + path;
    }

    /** What links begin with for whoever asks at that address, without a slash at its end. */
    public String root(URI asked) {
        return publicBase == null
                ? asked.getScheme() + "://" + asked.getRawAuthority()
                : publicBase.toString().replaceFirst("/+$", "");
    }

    /** The path of the resource URL. */
    public String path() {
        return path;
    }
}
