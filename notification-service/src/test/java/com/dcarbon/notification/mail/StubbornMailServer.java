// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A mail server (RFC 5321) that agrees with everything but one command, for one mail. */
final class StubbornMailServer implements AutoCloseable {
    static final String GREETING = "GREETING";
    static final String END_OF_DATA = ".";
    static final String SILENCE = "";

    private final ServerSocket socket;
    private final String command;
    private final String reply;

    /**
     * @param command what it does not agree with: a command, {@link #GREETING} or {@link #END_OF_DATA}
     * @param reply what it says to that, or {@link #SILENCE}
     */
    StubbornMailServer(String command, String reply) {
        this.command = command;
        this.reply = reply;
        try {
            this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        try (Socket client = socket.accept();
                var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = client.getOutputStream()) {
            answer(out, GREETING);
            boolean inData = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String word = inData ? line : line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                if (inData && !word.equals(END_OF_DATA)) {
                    continue;
                }
                inData = answer(out, word).startsWith("354");
            }
        } catch (SocketException _) {
            // The client or the test has gone.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer(OutputStream out, String word) throws IOException {
        String answer = word.equals(command) ? reply : agreement(word);
        if (!answer.equals(SILENCE)) {
            out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return answer;
    }

    private static String agreement(String word) {
        return switch (word) {
            case GREETING -> "220 mail.example";
            case "EHLO" -> "250-mail.example\r\n250 AUTH PLAIN";
            case "AUTH" -> "235 welcome";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 goodbye";
            default -> "250 fine";
        };
    }
}
