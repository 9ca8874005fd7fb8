// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import java.net.InetSocketAddress;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;

import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A second server with the same handlers; {@link PortWall} decides which of them each port reaches. */
@Component
class InternalServer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(InternalServer.class);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final HttpHandler handler;
    private final InternalSettings settings;
    private final InternalPort port;
    private final InternalConnections connections;
    private final String serverAddress;
    private volatile @Nullable DisposableServer server;

    InternalServer(HttpHandler handler, InternalSettings settings, InternalPort port,
            InternalConnections connections, @Value("${server.address:0.0.0.0}") String serverAddress) {
        this.handler = handler;
        this.settings = settings;
        this.port = port;
        this.connections = connections;
        this.serverAddress = serverAddress;
    }

    @Override
    public void start() {
        String address = settings.internalAddress() == null ? serverAddress : settings.internalAddress();
        DisposableServer started = connections.of(HttpServer.create())
                .bindAddress(() -> new InetSocketAddress(address, settings.internalPort()))
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
        port.opened(started.port());
        server = started;
        LOG.atInfo().addKeyValue("port", started.port()).log("the internal port is open");
    }

    @Override
    public void stop() {
        DisposableServer running = server;
        if (running != null) {
            running.disposeNow(STOPPING);
        }
        server = null;
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
