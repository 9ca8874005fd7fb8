// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.server;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection on which the headers of a request come too slowly. The server's idle time begins anew with every
 * byte, and its other limits begin with the body. A connection on which nothing comes is the idle time's business.
 */
final class HeaderDeadline extends ChannelInboundHandlerAdapter {
    private final Duration limit;
    private boolean betweenRequests = true;
    private @Nullable Future<?> deadline;

    private HeaderDeadline(Duration limit) {
        this.limit = limit;
    }

    /** Around the codec: bytes are seen before it, requests behind it. There is none yet where HTTP/2 is negotiated. */
    static void addTo(ChannelPipeline pipeline, Duration limit) {
        if (pipeline.get(NettyPipeline.HttpCodec) == null) {
            return;
        }
        var bytes = new HeaderDeadline(limit);
        pipeline.addBefore(NettyPipeline.HttpCodec, "dcarbon.headers.begin", bytes);
        pipeline.addAfter(NettyPipeline.HttpCodec, "dcarbon.headers.end", bytes.new Requests());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (betweenRequests && deadline == null) {
            Runnable giveUp = context::close;
            deadline = context.executor().schedule(giveUp, limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        disarm();
    }

    private void disarm() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private final class Requests extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                betweenRequests = false;
                disarm();
            }
            if (message instanceof LastHttpContent) {
                betweenRequests = true;
            }
            context.fireChannelRead(message);
        }
    }
}
