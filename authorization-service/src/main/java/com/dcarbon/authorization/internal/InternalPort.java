// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import java.net.InetSocketAddress;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Which port is the internal one, once it is open. */
@Component
public class InternalPort {
    private volatile int number;

    void opened(int port) {
        this.number = port;
    }

    /** The port's number; 0 while it is not open. */
    public int number() {
        return number;
    }

    boolean received(ServerHttpRequest request) {
        InetSocketAddress local = request.getLocalAddress();
        return local != null && number != 0 && local.getPort() == number;
    }
}
