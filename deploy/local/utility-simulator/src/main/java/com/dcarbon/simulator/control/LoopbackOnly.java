// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

/**
 * Opens the control to this machine only, wherever the simulator listens. The caller's address must be a loopback one,
 * the host asked must be called so too (against DNS rebinding), and a browser must come from a page of that host
 * (against forms on other sites).
 */
final class LoopbackOnly implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
        Optional<InetAddress> caller = request.remoteAddress().map(InetSocketAddress::getAddress);
        URI asked = request.uri();
        String origin = request.headers().firstHeader("Origin");
        return caller.isPresent() && allows(caller.get(), asked, origin)
                ? next.handle(request)
                : Problems.answer(403, "The control answers this machine only, at localhost.");
    }

    static boolean allows(InetAddress caller, URI asked, @Nullable String origin) {
        boolean fromHere = origin == null || origin.equals(asked.getScheme() + "://" + asked.getRawAuthority());
        return caller.isLoopbackAddress() && asked.getHost() != null && NAMES.contains(asked.getHost()) && fromHere;
    }
}
