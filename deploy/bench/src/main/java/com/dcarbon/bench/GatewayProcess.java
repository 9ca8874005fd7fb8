// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.dcarbon.testing.TestIdentityProvider;

/** The gateway as it is shipped: its jar, in a process of its own. */
public final class GatewayProcess implements AutoCloseable {
    private static final List<String> SERVICES = List.of("FACILITY", "AUTHORIZATION", "INGESTION", "AUDIT",
            "NOTIFICATION");

    private final Process process;
    private final int port;

    private GatewayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static GatewayProcess start(IngestionProcess ingestion) throws Exception {
        int port = IngestionProcess.freePort();
        int management = IngestionProcess.freePort();
        Path log = Files.createDirectories(Path.of("target")).resolve("gateway.log");
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseG1GC", "-jar", IngestionProcess.jar("gateway").toString()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("DCARBON_SURROUNDINGS_LOCAL", "true");
        for (String rate : List.of("PERUSER", "PERADDRESS", "GUARDED")) {
            environment.put("DCARBON_GATEWAY_RATES_" + rate, "1000000000");
        }
        environment.put("DCARBON_SURROUNDINGS_LOCAL", "true");
        for (String rate : List.of("PERUSER", "PERADDRESS", "GUARDED")) {
            environment.put("DCARBON_GATEWAY_RATES_" + rate, "1000000000");
        }
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
        environment.put("DCARBON_SECURITY_ISSUERURI", TestIdentityProvider.shared().issuer());
        environment.put("DCARBON_SECURITY_JWKSETURI", TestIdentityProvider.shared().jwkSetUri());
        // All the same one: nothing but intervals is asked for.
        SERVICES.forEach(service -> environment.put("DCARBON_GATEWAY_SERVICES_" + service, ingestion.url()));
        Process process = builder.start();
        IngestionProcess.awaitReady(process, management, log);
        return new GatewayProcess(process, port);
    }

    /** What callers call. */
    public String url() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
