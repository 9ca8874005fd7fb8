// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

import com.dcarbon.testing.TestCertificates;

/**
 * A utility that nobody of this platform has written but for its few resources: {@link IndependentServer} behind TLS, one
 * per JVM. At its resources and its token endpoint it wants to see our certificate.
 */
final class IndependentUtility {
    private static final class Holder {
        static final IndependentUtility SHARED = new IndependentUtility();
    }

    private final Tomcat tomcat = new Tomcat();
    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
    /** The authorizations whose record was deleted. */
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    /** Those of which there is nothing any more; the server itself remembers their beginning. */
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

    private IndependentUtility() {
        try {
            Path folder = Files.createTempDirectory("independent-utility");
            tomcat.setBaseDir(folder.toString());
            tomcat.setConnector(connector());
            tomcat.addContext("", folder.toString()).addServletContainerInitializer((_, servlets) -> start(servlets),
                    null);
            tomcat.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    static IndependentUtility shared() {
        return Holder.SHARED;
    }

    String baseUrl() {
        return "https://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    /** How it knows an authorization, and with it whether its tokens are good. */
    OAuth2Authorization authorization(String id) {
        return Objects.requireNonNull(authorizations().findById(id));
    }

    /** Ends it altogether: its tokens and its record are gone. */
    void forget(String id) {
        authorizations().remove(authorization(id));
        forgotten.add(id);
    }

    boolean hasDeleted(String id) {
        return ended.contains(id);
    }

    /** Its profile, as an operator would write it. */
    String profile() {
        TestCertificates certificates = TestCertificates.shared();
        return """
                id: independent
                name: Independent Power
                method: green_button
                time_zone: America/Los_Angeles
                oauth:
                  authorization_endpoint: %1$s/oauth2/authorize
                  token_endpoint: %1$s/oauth2/token
                  revocation_endpoint: %1$s/oauth2/revoke
                  client_id: %2$s
                  client_authentication: tls
                  client_certificate:
                    chain: file:%3$s
                    key: file:%4$s
                  server_authorities: file:%5$s
                  scope: %6$s
                  refresh_scope: omit
                  third_party_id: "50916"
                data:
                  resource_base: %1$s/espi/1_1/resource
                """.formatted(baseUrl(), IndependentServer.CLIENT, certificates.chain("client"),
                certificates.key("client"), certificates.chain("authority"), IndependentServer.SCOPE);
    }

    private static Connector connector() {
        TestCertificates certificates = TestCertificates.shared();
        var tls = new SSLHostConfig();
        tls.setCertificateVerification("optional"); // customers' browsers have none
        tls.setTruststoreFile(certificates.trustStore().toString());
        tls.setTruststorePassword(TestCertificates.PASSWORD);
        tls.setTruststoreType("PKCS12");
        var own = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.EC);
        own.setCertificateKeystoreFile(certificates.keyStore().toString());
        own.setCertificateKeystorePassword(TestCertificates.PASSWORD);
        own.setCertificateKeystoreType("PKCS12");
        own.setCertificateKeyAlias("server");
        tls.addCertificate(own);
        var connector = new Connector();
        connector.setPort(0);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(tls);
        return connector;
    }

    private void start(ServletContext servlets) {
        context.setServletContext(servlets);
        context.register(IndependentServer.class);
        context.refresh();
        servlets.addFilter("security", new DelegatingFilterProxy("springSecurityFilterChain", context))
                .addMappingForUrlPatterns(null, false, "/*");
        servlets.addServlet("records", new Records()).addMapping("/espi/*");
        servlets.addServlet("rest", new Nothing()).addMapping("/"); // without one no filter is asked
    }

    /** What no filter answers is not there. */
    private static final class Nothing extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(404);
        }
    }

    private OAuth2AuthorizationService authorizations() {
        return context.getBean(OAuth2AuthorizationService.class);
    }

    /** The Authorization resource (ESPI 3.3), for the client's own token. */
    private final class Records extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private static final Map<Boolean, String> STATUS = Map.of(true, "0", false, "1");

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String id = request.getPathInfo().replaceAll(".*/", "");
            if (request.getAttribute("jakarta.servlet.request.X509Certificate") == null) {
                response.sendError(400, "Invalid Certificate");
            } else if (!isClients(request.getHeader("Authorization"))) {
                response.sendError(403);
            } else if (forgotten.contains(id)) {
                response.sendError(404);
            } else if (request.getMethod().equals("DELETE")) {
                ended.add(id);
                response.setStatus(204);
            } else {
                response.getWriter().write(OddUtilityIT.ENTRY.formatted(STATUS.get(ended.contains(id))));
            }
        }

        private boolean isClients(@Nullable String header) {
            OAuth2Authorization held = header == null
                    ? null
                    : authorizations().findByToken(header.replace("Bearer ", ""), OAuth2TokenType.ACCESS_TOKEN);
            return held != null
                    && held.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS);
        }
    }
}
