// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.dcarbon.testing.TestIdentityProvider;

/** Calls as an application makes them, on connections that are kept. */
final class Calls implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final byte[] buffer = new byte[1 << 16];

    /** How long the first byte and all bytes took, in seconds, and how many there were. */
    record Timing(double first, double all, long bytes) {}

    /** Writes the answer's body there. */
    Timing get(String url, OutputStream out) throws IOException, InterruptedException {
        HttpRequest request = request(url);
        long begin = System.nanoTime();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException(url + " answered " + answer.statusCode());
        }
        long first = 0;
        long bytes = 0;
        try (InputStream in = answer.body()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                first = bytes == 0 ? System.nanoTime() : first;
                bytes += read;
                out.write(buffer, 0, read);
            }
        }
        return new Timing((first - begin) / 1e9, (System.nanoTime() - begin) / 1e9, bytes);
    }

    /** The answer's body, to be read and closed. */
    InputStream open(String url) throws IOException, InterruptedException {
        return http.send(request(url), HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization",
                        TestIdentityProvider.shared().user(StoredMeter.OWNER, "commercial").bearer())
                .build();
    }

    @Override
    public void close() {
        http.close();
    }
}
