// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * An authority, a server of 127.0.0.1 and clients that it vouches for, made by the JDK's keytool: once per JVM, as files
 * in a temporary folder.
 */
public final class TestCertificates {
    /** Of the key store and the trust store. */
    public static final String PASSWORD = "changeit";

    private static final class Holder {
        static final TestCertificates SHARED = new TestCertificates();
    }

    private final Path folder;

    private TestCertificates() {
        try {
            folder = Files.createTempDirectory("certificates");
            make("authority", "-ext", "bc:c");
            make("server", "-signer", "authority", "-ext", "san=ip:127.0.0.1");
            make("client", "-signer", "authority");
            make("expired", "-signer", "authority", "-startdate", "-2d", "-validity", "1");
            for (String name : List.of("authority", "server", "client", "expired")) {
                write(name);
            }
            writeTrustStore();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestCertificates shared() {
        return Holder.SHARED;
    }

    /** PKCS #12 with the keys of all; the server's alias is {@code server}. */
    public Path keyStore() {
        return folder.resolve("keys.p12");
    }

    /** PKCS #12 with the authority's certificate. */
    public Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /** PEM certificates: {@code authority}, {@code server}, {@code client} or {@code expired}, with what vouches for it. */
    public Path chain(String name) {
        return folder.resolve(name + ".crt");
    }

    /** The PEM key of one of these (PKCS #8). */
    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private void make(String alias, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", alias,
                "-dname", "CN=" + alias, "-keyalg", "EC", "-groupname", "secp256r1", "-keystore",
                keyStore().toString(), "-storepass", PASSWORD));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void write(String alias) throws IOException, GeneralSecurityException {
        KeyStore keys = load();
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : keys.getCertificateChain(alias)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(chain(alias), chain);
        Files.writeString(key(alias), pem("PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded()));
    }

    private void writeTrustStore() throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", load().getCertificate("authority"));
        try (var out = Files.newOutputStream(trustStore())) {
            trust.store(out, PASSWORD.toCharArray());
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content)
                + "\n-----END " + type + "-----\n";
    }
}
