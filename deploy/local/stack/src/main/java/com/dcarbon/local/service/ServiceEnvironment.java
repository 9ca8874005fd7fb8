// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.Port;
import com.dcarbon.local.Ports;
import com.dcarbon.local.process.RunDirectory;

/** The local profile: what each process is told by environment variables, all of it in one place. */
public final class ServiceEnvironment {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String INGESTION_CLIENT = "ingestion-service";

    private final Ports ports;
    private final Path providers;
    private final RunDirectory directory;

    /** @param providers the folder of provider profiles */
    public ServiceEnvironment(Ports ports, Path providers, RunDirectory directory) {
        this.ports = ports;
        this.providers = providers;
        this.directory = directory;
    }

    /** What that process is told. */
    public Map<String, String> of(Service service) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SERVER_ADDRESS", LOOPBACK);
        environment.put("DCARBON_SURROUNDINGS_LOCAL", "true");
        environment.put("DCARBON_CLOCK_ALLOWOFFSET", "true");
        switch (service) {
            case NEIGHBOURS -> neighbours(environment);
            case GATEWAY -> gateway(environment);
            case AUDIT -> business(environment, service);
            case FACILITY -> facility(environment, service);
            case AUTHORIZATION -> authorization(environment, service);
            case INGESTION -> ingestion(environment, service);
            case NOTIFICATION -> notification(environment, service);
        }
        return environment;
    }

    /** What a further replica of a service is told differently: the ports on which it listens, and its folders. */
    Map<String, String> own(Replica replica, Ports own) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SERVER_PORT", Integer.toString(own.of(replica.service().ownPort())));
        switch (replica.service()) {
            case GATEWAY -> environment.put("MANAGEMENT_SERVER_PORT",
                    Integer.toString(own.of(Port.GATEWAY_MANAGEMENT)));
            case AUTHORIZATION -> environment.put("DCARBON_AUTHORIZATION_INTERNALPORT",
                    Integer.toString(own.of(Port.AUTHORIZATION_INTERNAL)));
            case INGESTION -> environment.put("DCARBON_INGESTION_LINE_SPOOLDIRECTORY",
                    directory.data("ingestion-" + replica.number()).toString());
            case NEIGHBOURS, FACILITY, AUDIT, NOTIFICATION -> {
            }
        }
        return environment;
    }

    private void neighbours(Map<String, String> to) {
        put(to, "SERVER_PORT", Port.IDENTITY);
        to.put("NEIGHBOURS_IDENTITY_ISSUER", issuer());
        to.put("NEIGHBOURS_IDENTITY_KEYFILE", directory.data("identity").resolve("signing-key.json").toString());
        to.put("NEIGHBOURS_IDENTITY_APPLICATION_REDIRECTURIS_0", signInCallback());
        to.put("NEIGHBOURS_IDENTITY_APPLICATION_ORIGINS_0", application());
        to.put("NEIGHBOURS_IDENTITY_INGESTIONSERVICE_CLIENTSECRET", LocalSecrets.INGESTION_CLIENT_SECRET);
        put(to, "NEIGHBOURS_MAIL_SMTPPORT", Port.SMTP);
        put(to, "NEIGHBOURS_MAIL_INBOXPORT", Port.INBOX);
        put(to, "NEIGHBOURS_APPLICATION_PORT", Port.APPLICATION);
        to.put("NEIGHBOURS_APPLICATION_APIURL", gateway());
        put(to, "NEIGHBOURS_UTILITY_PORT", Port.SIMULATOR);
        to.put("NEIGHBOURS_UTILITY_PLATFORM", gateway());
        to.put("NEIGHBOURS_UTILITY_MEMORY", directory.data("utility-api").resolve("memory.json").toString());
        utilityApi(to);
    }

    private void gateway(Map<String, String> to) {
        put(to, "SERVER_PORT", Port.GATEWAY);
        put(to, "MANAGEMENT_SERVER_PORT", Port.GATEWAY_MANAGEMENT);
        to.put("MANAGEMENT_SERVER_ADDRESS", LOOPBACK);
        security(to);
        to.put("DCARBON_GATEWAY_PUBLICURL", gateway());
        to.put("DCARBON_GATEWAY_ALLOWEDORIGINS_0", application());
        // All who call here share one address, tests that attack the platform among them.
        for (String rate : List.of("PERUSER", "PERADDRESS", "GUARDED")) {
            to.put("DCARBON_GATEWAY_RATES_" + rate, "1000000");
        }
        to.put("DCARBON_GATEWAY_SERVICES_FACILITY", url(Port.FACILITY));
        to.put("DCARBON_GATEWAY_SERVICES_AUTHORIZATION", url(Port.AUTHORIZATION));
        to.put("DCARBON_GATEWAY_SERVICES_INGESTION", url(Port.INGESTION));
        to.put("DCARBON_GATEWAY_SERVICES_AUDIT", url(Port.AUDIT));
        to.put("DCARBON_GATEWAY_SERVICES_NOTIFICATION", url(Port.NOTIFICATION));
    }

    private void facility(Map<String, String> to, Service service) {
        business(to, service);
        invitations(to);
    }

    /** One keyset for both: who mails a link and who knows it again derive its token from the same key. */
    private void invitations(Map<String, String> to) {
        to.put("DCARBON_INVITATION_KEYSET",
                LocalKeyset.INVITATIONS.at(directory.data("invitation").resolve("keyset.json")).toString());
    }

    private void authorization(Map<String, String> to, Service service) {
        business(to, service);
        to.put("DCARBON_FACILITY_BASEURL", url(Port.FACILITY));
        to.put("DCARBON_AUTHORIZATION_DETAIL_INGESTIONURL", url(Port.INGESTION));
        to.put("DCARBON_AUTHORIZATION_DETAIL_AUDITURL", url(Port.AUDIT));
        to.put("DCARBON_AUTHORIZATION_PUBLICURL", gateway());
        to.put("DCARBON_AUTHORIZATION_RETURNURL", application() + "/authorization/return");
        to.put("DCARBON_AUTHORIZATION_PORTALURL", application() + "/authorization/begin");
        to.put("DCARBON_AUTHORIZATION_TOKENKEYSET",
                LocalKeyset.TOKENS.at(directory.data("authorization").resolve("token-keyset.json")).toString());
        to.put("DCARBON_AUTHORIZATION_ANSWERS_DIRECTORY", directory.data("answers").toString());
        put(to, "DCARBON_AUTHORIZATION_INTERNALPORT", Port.AUTHORIZATION_INTERNAL);
        to.put("DCARBON_SECURITY_INTERNALCLIENTS_0", INGESTION_CLIENT);
    }

    private void ingestion(Map<String, String> to, Service service) {
        business(to, service);
        to.put("DCARBON_FACILITY_BASEURL", url(Port.FACILITY));
        to.put("DCARBON_INGESTION_AUTHORIZATION_BASEURL", url(Port.AUTHORIZATION_INTERNAL));
        to.put("DCARBON_INGESTION_AUTHORIZATION_TOKENURI", issuer() + "/oauth2/token");
        to.put("DCARBON_INGESTION_AUTHORIZATION_CLIENTID", INGESTION_CLIENT);
        to.put("DCARBON_INGESTION_AUTHORIZATION_CLIENTSECRET", LocalSecrets.INGESTION_CLIENT_SECRET);
        to.put("DCARBON_INGESTION_WREGIS_MINIMUMAGE", "7d");
        to.put("DCARBON_INGESTION_LINE_SPOOLDIRECTORY", directory.data("ingestion").toString());
        to.put("DCARBON_INGESTION_ARCHIVE_DIRECTORY", directory.data("raw-archive").toString());
        to.put("DCARBON_INGESTION_ARCHIVE_KEYSET",
                LocalKeyset.ARCHIVE.at(directory.data("raw-archive").resolve("keyset.json")).toString());
    }

    private void notification(Map<String, String> to, Service service) {
        business(to, service);
        invitations(to);
        to.put("SPRING_MAIL_HOST", LOOPBACK);
        put(to, "SPRING_MAIL_PORT", Port.SMTP);
        to.put("DCARBON_NOTIFICATION_APPLICATIONURL", application());
        to.put("DCARBON_NOTIFICATION_ADMINRECIPIENTS", "admin@example.com");
    }

    private void business(Map<String, String> to, Service service) {
        put(to, "SERVER_PORT", service.ownPort());
        security(to);
        to.put("DCARBON_SECURITY_TRUSTEDPROXIES_0", LOOPBACK);
        service.database().map(LocalSecrets::database).ifPresent(database -> {
            to.put("DCARBON_DATABASE_HOST", LOOPBACK);
            put(to, "DCARBON_DATABASE_PORT", Port.POSTGRES);
            to.put("DCARBON_DATABASE_NAME", database.name());
            to.put("DCARBON_DATABASE_USERNAME", database.name());
            to.put("DCARBON_DATABASE_PASSWORD", database.password());
            if (database.ownedApart()) {
                to.put("DCARBON_DATABASE_OWNER_USERNAME", database.owner());
                to.put("DCARBON_DATABASE_OWNER_PASSWORD", database.ownerPassword());
            }
        });
        to.put("DCARBON_KAFKA_BOOTSTRAPSERVERS", "localhost:" + ports.of(Port.KAFKA));
        to.put("DCARBON_PROVIDERS_DIRECTORY", providers.toString());
        to.put("DCARBON_PROVIDERS_ALLOWPLAINHTTP", "true");
        for (String provider : List.of("pge", "sce", "sdge")) {
            to.put("DCARBON_" + provider.toUpperCase(Locale.ROOT) + "_CLIENT_SECRET",
                    LocalSecrets.utilityClientSecret(provider));
            to.put("DCARBON_" + provider.toUpperCase(Locale.ROOT) + "_NOTIFICATION_TOKEN",
                    LocalSecrets.utilityNotificationToken(provider));
        }
        utilityApi(to);
    }

    private static void utilityApi(Map<String, String> to) {
        to.put("DCARBON_UTILITY_API_TOKEN", LocalSecrets.UTILITY_API_TOKEN);
        to.put("DCARBON_UTILITY_API_WEBHOOK_SECRET", LocalSecrets.UTILITY_API_WEBHOOK_SECRET);
    }

    private void security(Map<String, String> to) {
        to.put("DCARBON_SECURITY_ISSUERURI", issuer());
        to.put("DCARBON_SECURITY_JWKSETURI", issuer() + "/oauth2/jwks");
        to.put("DCARBON_SECURITY_AUDIENCE", "dcarbon");
    }

    private void put(Map<String, String> to, String name, Port port) {
        to.put(name, Integer.toString(ports.of(port)));
    }

    private String issuer() {
        return url(Port.IDENTITY);
    }

    private String gateway() {
        return url(Port.GATEWAY);
    }

    private String application() {
        return url(Port.APPLICATION);
    }

    private String signInCallback() {
        return application() + "/callback";
    }

    private String url(Port port) {
        return ports.http(port).toString();
    }
}
