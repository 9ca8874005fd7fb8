// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

import com.dcarbon.platform.providers.ProviderProfile.ClientCertificate;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

/**
 * TLS to one utility, by its profile.
 *
 * @param expires when the first certificate of our chain ends; empty if we show none
 */
record ProviderTls(SslContext context, Optional<Instant> expires) {

    /** Whether the utility wants anything but what the JDK does. */
    static boolean isOwn(ProviderProfile.OAuth oauth) {
        return oauth.clientCertificate() != null || oauth.serverAuthorities() != null;
    }

    /** @throws InvalidProfileException naming utility and reference, never what is behind it */
    static ProviderTls of(ProviderProfile profile, Secrets secrets) {
        ClientCertificate own = profile.requiredOauth().clientCertificate();
        String authorities = profile.requiredOauth().serverAuthorities();
        try {
            SslContextBuilder builder = SslContextBuilder.forClient();
            if (authorities != null) {
                builder.trustManager(certificates(profile, secrets, authorities).toArray(X509Certificate[]::new));
            }
            Optional<Instant> expires = own == null ? Optional.empty() : show(profile, secrets, own, builder);
            return new ProviderTls(builder.build(), expires);
        } catch (SSLException e) {
            throw invalid(profile, "its certificates cannot be used for TLS", e);
        }
    }

    private static Optional<Instant> show(ProviderProfile profile, Secrets secrets, ClientCertificate own,
            SslContextBuilder builder) {
        List<X509Certificate> chain = certificates(profile, secrets, own.chain());
        PrivateKey key = key(profile, secrets, own.key());
        if (!belongsTo(chain.getFirst().getPublicKey(), key)) {
            throw invalid(profile, "the key at " + own.key() + " is not that of the first certificate at "
                    + own.chain(), null);
        }
        builder.keyManager(key, chain.toArray(X509Certificate[]::new));
        return chain.stream().map(certificate -> certificate.getNotAfter().toInstant()).min(Comparator.naturalOrder());
    }

    private static List<X509Certificate> certificates(ProviderProfile profile, Secrets secrets, String reference) {
        try {
            return PemContent.of(secrets.resolve(reference)).getCertificates();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw invalid(profile, "there are no PEM certificates at " + reference, null);
        }
    }

    private static PrivateKey key(ProviderProfile profile, Secrets secrets, String reference) {
        try {
            PrivateKey key = PemContent.of(secrets.resolve(reference)).getPrivateKey();
            if (key != null) {
                return key;
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw invalid(profile, "there is no PEM key (PKCS #8) at " + reference, null);
        }
        throw invalid(profile, "there is no PEM key (PKCS #8) at " + reference, null);
    }

    /** Whether what the one signs the other verifies. */
    private static boolean belongsTo(PublicKey verifying, PrivateKey signing) {
        byte[] text = "dcarbon".getBytes(StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance(algorithm(signing));
            signature.initSign(signing);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(verifying);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    private static InvalidProfileException invalid(ProviderProfile profile, String what, @Nullable Throwable cause) {
        return new InvalidProfileException(profile.id() + ".yaml: " + what, cause);
    }
}
