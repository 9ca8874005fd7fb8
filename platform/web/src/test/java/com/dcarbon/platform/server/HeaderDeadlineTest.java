// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import reactor.netty.NettyPipeline;

class HeaderDeadlineTest {
    private final EmbeddedChannel connection = new EmbeddedChannel();

    @BeforeEach
    void listen() {
        connection.freezeTime();
        connection.pipeline().addLast(NettyPipeline.HttpCodec, new HttpServerCodec());
        HeaderDeadline.addTo(connection.pipeline(), Duration.ofSeconds(10));
    }

    @Test
    void closesAConnectionOnWhichHeadersTrickle() {
        receive("GET / HTTP/1.1\r\nHost: a\r\n");
        for (int header = 0; header < 9; header++) {
            after(1);
            receive("X-" + header + ": 1\r\n");
        }
        assertThat(connection.isOpen()).isTrue();

        after(1);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void waitsForTheBodyAndTheNextRequestAsLongAsOthersDo() {
        receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
        after(60);
        receive("cd");
        after(60);

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void looksAtEveryRequestOfAConnection() {
        receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        after(30);
        receive("GET / HTTP/1.1\r\n");
        after(11);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void leavesAConnectionAloneOnWhichNothingComes() {
        after(60);

        assertThat(connection.isOpen()).isTrue();
    }

    private void receive(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private void after(int seconds) {
        connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
    }
}
