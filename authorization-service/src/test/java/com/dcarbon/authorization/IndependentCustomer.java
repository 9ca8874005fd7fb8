// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.dcarbon.testing.TestCertificates;

/** A customer of {@link IndependentUtility} with a browser. */
final class IndependentCustomer {
    private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]+)\"");

    private final HttpClient browser;

    IndependentCustomer() {
        try (InputStream in = Files.newInputStream(TestCertificates.shared().trustStore())) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(in, TestCertificates.PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            browser = HttpClient.newBuilder().sslContext(tls).cookieHandler(new CookieManager()).build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs in and consents; the address to which the utility sends the browser. */
    URI approve(URI authorizationRequest, String scope) {
        return decide(authorizationRequest, "&scope=" + URLEncoder.encode(scope, UTF_8));
    }

    /** Signs in and ticks nothing. */
    URI refuse(URI authorizationRequest) {
        return decide(authorizationRequest, "");
    }

    private URI decide(URI authorizationRequest, String ticked) {
        HttpResponse<String> page = open(authorizationRequest);
        Matcher state = STATE.matcher(page.body());
        if (!state.find()) {
            throw new IllegalStateException("no consent page but " + page + " " + page.headers().map());
        }
        String form = "client_id=" + IndependentServer.CLIENT + "&state=" + URLEncoder.encode(state.group(1), UTF_8)
                + ticked;
        URI endpoint = URI.create(authorizationRequest.toString().replaceAll("\\?.*", ""));
        return URI.create(send(HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded")).headers().firstValue("Location")
                .orElseThrow());
    }

    /** What the utility shows at an address to who has signed in. */
    HttpResponse<String> open(URI address) {
        send(HttpRequest.newBuilder(address.resolve("/")));
        return send(HttpRequest.newBuilder(address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        String signIn = Base64.getEncoder().encodeToString("customer:password".getBytes(UTF_8));
        try {
            return browser.send(request.header("Authorization", "Basic " + signIn).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
