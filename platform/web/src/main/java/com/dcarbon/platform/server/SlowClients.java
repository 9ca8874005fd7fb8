// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.server;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;

import reactor.netty.http.server.HttpServer;

/** Closes the connections of clients that send too slowly, so that nobody holds many for nothing. */
public final class SlowClients implements NettyServerCustomizer {
    private final SlowClientSettings settings;

    public SlowClients(SlowClientSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.readTimeout(settings.pause())
                .requestTimeout(settings.body())
                .doOnChannelInit((_, channel, _) -> HeaderDeadline.addTo(channel.pipeline(), settings.headers()));
    }
}
