// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestKafka;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import com.sun.tools.attach.VirtualMachine;

/** The ingestion service as it is shipped: its jar, in a process of its own. */
public final class IngestionProcess implements AutoCloseable {
    /** Its database, and the role that owns it. */
    public static final String DATABASE = "ingestion";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PROFILE = """
            id: bench
            name: Bench
            method: green_button
            time_zone: America/Los_Angeles
            oauth:
              authorization_endpoint: %1$s/oauth/authorize
              token_endpoint: %1$s/oauth/token
              client_id: bench
              client_secret: env:NOT_USED_HERE
              scope: FB=1_3_4_5
            data:
              resource_base: %1$s/feeds
              request_timeout: 60s
              max_feed_size: 8GB
            limits:
              requests_per_second: 500
            """;

    private final Process process;
    private final int port;

    private IngestionProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where it listens. */
    public String url() {
        return "http://localhost:" + port;
    }

    static IngestionProcess start(Path directory, DurablePostgres postgres, UtilityServer utility) throws Exception {
        postgres.create(DATABASE);
        Path profiles = Files.createDirectories(directory.resolve("profiles"));
        Files.writeString(profiles.resolve("bench.yaml"), PROFILE.formatted(utility.url()));
        int port = freePort();
        Path log = Files.createDirectories(Path.of("target")).resolve("ingestion.log");
        // Half of a container of a gibibyte, and the collector, as docs/performance.md advises.
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms512m",
                "-Xmx512m", "-XX:+UseParallelGC", "-jar", jar("ingestion-service").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment(directory, port, postgres, utility));
        var started = new IngestionProcess(builder.start(), port);
        awaitReady(started.process, port, log);
        return started;
    }

    /** The service's jar, as it was built. */
    static Path jar(String module) throws IOException {
        Path target = Path.of(System.getProperty("dcarbon.root"), module, "target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-SNAPSHOT.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no jar in " + target));
        }
    }

    private static Map<String, String> environment(Path directory, int port, DurablePostgres postgres,
            UtilityServer utility) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("DCARBON_SURROUNDINGS_LOCAL", "true");
        settings.put("DCARBON_DATABASE_HOST", "localhost");
        settings.put("DCARBON_DATABASE_PORT", Integer.toString(postgres.port()));
        settings.put("DCARBON_DATABASE_PASSWORD", DATABASE);
        settings.put("DCARBON_KAFKA_BOOTSTRAPSERVERS", TestKafka.bootstrapServers());
        settings.put("DCARBON_SECURITY_ISSUERURI", TestIdentityProvider.shared().issuer());
        settings.put("DCARBON_SECURITY_JWKSETURI", TestIdentityProvider.shared().jwkSetUri());
        settings.put("DCARBON_SECURITY_AUDIENCE", TestIdentityProvider.AUDIENCE);
        settings.put("DCARBON_PROVIDERS_DIRECTORY", directory.resolve("profiles").toString());
        settings.put("DCARBON_PROVIDERS_ALLOWPLAINHTTP", "true");
        settings.put("DCARBON_FACILITY_BASEURL", utility.url());
        settings.put("DCARBON_INGESTION_AUTHORIZATION_BASEURL", utility.url());
        settings.put("DCARBON_INGESTION_AUTHORIZATION_TOKENURI", utility.url() + "/oauth2/token");
        settings.put("DCARBON_INGESTION_AUTHORIZATION_CLIENTSECRET", "bench");
        settings.put("DCARBON_INGESTION_ARCHIVE_DIRECTORY", directory.resolve("archive").toString());
        settings.put("DCARBON_INGESTION_ARCHIVE_KEYSET", keyset(directory.resolve("keyset.json")).toString());
        settings.put("DCARBON_INGESTION_SYNC_IDLE", "100ms");
        settings.put("DCARBON_INGESTION_WREGIS_MINIMUMAGE", "14d");
        settings.put("DCARBON_INGESTION_LINE_SPOOLDIRECTORY", directory.resolve("spool").toString());
        return settings;
    }

    private static Path keyset(Path file) throws Exception {
        StreamingAeadConfig.register();
        return Files.writeString(file, TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM_HKDF_1MB")), InsecureSecretKeyAccess.get()));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void awaitReady(Process process, int port, Path log) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (process.isAlive() && System.nanoTime() < end) {
                if (answers(http, request)) {
                    return;
                }
                Thread.sleep(200);
            }
        }
        process.destroy();
        throw new IOException("a service did not start; see " + log.toAbsolutePath());
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** A look into its memory, to be closed. Only the process that was just started is talked to, through its agent. */
    @SuppressWarnings("BanJNDI")
    public Memory memory() throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
        try {
            return new Memory(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** The memory of the process. */
    public record Memory(JMXConnector connector) implements AutoCloseable {

        /** What is reachable now, in bytes: what a full collection has left, without what came since. */
        public long live() throws IOException {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class).gc();
            return ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class)
                    .stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                    .sum();
        }

        @Override
        public void close() throws IOException {
            connector.close();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
