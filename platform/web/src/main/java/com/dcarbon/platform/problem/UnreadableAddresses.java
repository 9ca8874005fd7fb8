// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import java.net.URI;
import java.net.URISyntaxException;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;

/**
 * Addresses that are no URI (RFC 3986), such as one with a percent sign that encodes nothing. Spring's adapter answers
 * them before anything of ours is asked, and without a word. So they are exchanged for one that our filter knows.
 */
final class UnreadableAddresses
        implements
            WebServerFactoryCustomizer<NettyReactiveWebServerFactory>,
            WebFilter,
            Ordered {
    private static final String INSTEAD = "/unreadable-address";
    private static final int BEFORE_THE_TOKEN_CHECK = -200;

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.doOnChannelInit((_, channel, _) -> look(channel)));
    }

    private static void look(Channel channel) {
        if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
            channel.pipeline().addAfter(NettyPipeline.HttpCodec, "dcarbon.unreadableAddresses", new Exchange());
        }
    }

    @Override
    public int getOrder() {
        return BEFORE_THE_TOKEN_CHECK;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getRequest().getPath().value().equals(INSTEAD)
                ? Mono.error(() -> new ProblemException(CommonProblem.INVALID_REQUEST,
                        "The address is no URI: percent-encode what is neither a letter, a digit nor one of -._~."))
                : chain.filter(exchange);
    }

    /** Whether that can be the target of a request. */
    static boolean isReadable(String target) {
        try {
            new URI(target.startsWith("/") ? "http://localhost" + target : target);
            return true;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static final class Exchange extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request && !isReadable(request.uri())) {
                request.setUri(INSTEAD);
            }
            context.fireChannelRead(message);
        }
    }
}
