// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 without any manners: what a client library would refuse to send, one connection for each call. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int LONGEST_BODY = 2_000_000;

    private final URI server;

    RawHttp(URI server) {
        this.server = server;
    }

    RawAnswer send(RawRequest request) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            write(request, socket.getOutputStream());
            return read(new BufferedInputStream(socket.getInputStream()),
                    request.method().equals("HEAD"));
        } catch (IOException e) {
            return new RawAnswer(0, Map.of(), "no answer: " + e);
        }
    }

    /** Sends just these bytes, then nothing more. */
    RawAnswer send(byte[] bytes) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            return read(new BufferedInputStream(socket.getInputStream()), false);
        } catch (IOException e) {
            return new RawAnswer(0, Map.of(), "no answer: " + e);
        }
    }

    private void write(RawRequest request, OutputStream out) {
        var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\nHost: "
                + server.getAuthority() + "\r\nConnection: close\r\n");
        request.headers()
                .forEach(header -> head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        if (request.body().length > 0) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        try {
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            out.write(request.body());
            out.flush();
        } catch (IOException _) {
            // Who refuses a large body may answer and hang up before all of it is written.
        }
    }

    private static RawAnswer read(InputStream in, boolean headOnly) throws IOException {
        String statusLine = line(in);
        if (!statusLine.startsWith("HTTP/1.")) {
            return new RawAnswer(0, Map.of(), "no answer: '" + statusLine + "'");
        }
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(parts.length > 1 ? parts[1].strip() : "");
        }
        if (status == 100) {
            return read(in, headOnly);
        }
        var answer = new RawAnswer(status, headers, "");
        boolean endless = answer.header("Content-Type").startsWith("text/event-stream");
        return headOnly || endless || status == 204 || status == 304
                ? answer
                : new RawAnswer(status, headers, new String(body(in, answer), StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, RawAnswer head) throws IOException {
        if (!head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            String length = head.header("Content-Length");
            return in.readNBytes(length.isEmpty() ? LONGEST_BODY : Math.min(LONGEST_BODY, Integer.parseInt(length)));
        }
        var body = new ByteArrayOutputStream();
        for (String size = line(in); !size.isEmpty() && body.size() < LONGEST_BODY; size = line(in)) {
            int bytes = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
            body.write(in.readNBytes(bytes));
            line(in);
            if (bytes == 0) {
                break;
            }
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
