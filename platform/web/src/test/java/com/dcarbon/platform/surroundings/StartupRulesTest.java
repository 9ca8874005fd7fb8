// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StartupRulesTest {
    private final Map<String, Object> variables = new HashMap<>();
    private final StandardEnvironment environment = environment();

    private StandardEnvironment environment() {
        var made = new StandardEnvironment();
        made.getPropertySources().forEach(source -> made.getPropertySources().remove(source.getName()));
        made.getPropertySources().addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        ConfigurationPropertySources.attach(made);
        return made;
    }

    @Test
    void takeWhatAProductionHas() {
        variables.putAll(Map.of("DCARBON_SECURITY_ISSUERURI", "https://id.example.com",
                "DCARBON_GATEWAY_ALLOWEDORIGINS", "https://a.example.com,https://b.example.com",
                "DCARBON_GATEWAY_SERVICES_AUDIT", "https://audit:8443",
                "DCARBON_DATABASE_NAME", "audit", "DCARBON_DATABASE_PASSWORD", "x7Kq-93.vtLw0_s",
                "DCARBON_PGE_CLIENT_SECRET", "5f1c8cfd-77a4-4a0e-9f57-b0c8b4c8f3de",
                "SPRING_MAIL_HOST", "mail.example.com", "SPRING_MAIL_SSL_ENABLED", "true"));
        variables.put("DCARBON_AUTHORIZATION_PORTALURL", "");

        assertThat(breaches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DCARBON_SECURITY_ISSUERURI            | http://id.example.com
            DCARBON_SECURITY_JWKSETURI            | HTTP://id.example.com/keys
            DCARBON_SECURITY_JWKSETURI            | file:///etc/keys.json
            DCARBON_GATEWAY_PUBLICURL             | http://api.example.com
            DCARBON_GATEWAY_SERVICES_AUDIT        | http://audit:8080
            DCARBON_GATEWAY_ALLOWEDORIGINS        | https://a.example.com,http://b.example.com
            DCARBON_FACILITY_BASEURL              | http://facility:8080
            DCARBON_INGESTION_AUTHORIZATION_BASEURL | ftp://authorization
            DCARBON_SOMETHING_NEW                 | http://169.254.169.254/latest
            MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT | http://collector:4318/v1/traces
            DCARBON_PROVIDERS_ALLOWPLAINHTTP      | true
            DCARBON_CLOCK_ALLOWOFFSET             | true
            DCARBON_DATABASE_PASSWORD             | local-audit
            DCARBON_DATABASE_PASSWORD             | Password_2026!
            DCARBON_PGE_CLIENT_SECRET             | local-pge-secret
            DCARBON_INGESTION_AUTHORIZATION_CLIENTSECRET | xyz
            DCARBON_PROVIDERS_ALLOWPLAINHTTP      | yes
            DCARBON_CLOCK_ALLOWOFFSET             | 1
            SPRING_MAIL_PASSWORD                  | changeit
            SPRING_MAIL_HOST                      | mail.example.com
            """)
    void refuseOutsideOfALocalStack(String variable, String value) {
        variables.put(variable, value);

        assertThat(breaches()).hasSize(1).allSatisfy(breach -> assertThat(breach).doesNotContain(value));

        variables.put("DCARBON_SURROUNDINGS_LOCAL", "true");
        assertThat(breaches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dcarbon.clock.allowOffset,true", "dcarbon.providers.allow_plain_http,on",
            "dcarbon.ingestion.authorization.clientSecret,secret", "dcarbon.security.jwkSetUri,file:/keys.json"})
    void refuseThemHoweverTheNameIsWritten(String name, String value) {
        environment.getPropertySources().addLast(new MapPropertySource("a file beside the program",
                Map.of(name, value)));

        assertThat(breaches()).hasSize(1);
    }

    @Test
    void letAUtilityChooseHowLongItsSecretsAre() {
        variables.put("DCARBON_PGE_CLIENT_SECRET", "k3V9-x_w");

        assertThat(breaches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED,true", "SPRING_MAIL_SSL_ENABLED,true",
            "SPRING_MAIL_SSL_ENABLED,on",
            "SPRING_MAIL_PROTOCOL,smtps"})
    void takeAMailServerWithTls(String variable, String value) {
        variables.put("SPRING_MAIL_HOST", "mail.example.com");
        variables.put(variable, value);

        assertThat(breaches()).isEmpty();
    }

    @Test
    void takeNoMailServerOfWhichTheMailLibraryAsksForNoTls() {
        variables.put("SPRING_MAIL_HOST", "mail.example.com");
        variables.put("SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED", "yes");

        assertThat(breaches()).hasSize(1);
    }

    @Test
    void missASecretAnywhere() {
        variables.putAll(Map.of("DCARBON_SURROUNDINGS_LOCAL", "true", "DCARBON_DATABASE_NAME", "audit"));

        assertThat(breaches()).containsExactly("dcarbon.database.password is missing");
    }

    @Test
    void refuseASecretThatEverybodyOnTheMachineSees() {
        environment.getPropertySources().addFirst(
                new SimpleCommandLinePropertySource("--dcarbon.database.password=x7Kq-93.vtLw0_s"));

        assertThat(breaches()).singleElement().asString().contains("command line").doesNotContain("x7Kq");
    }

    @Test
    void refuseASecretThatEverybodyHasWithTheProgram() {
        environment.getPropertySources().addLast(
                new MapPropertySource("Config resource 'class path resource [application.yaml]'",
                        Map.of("dcarbon.database.password", "x7Kq-93.vtLw0_s")));

        assertThat(breaches()).singleElement().asString().contains("a file of the program");
    }

    @Test
    void stopTheStart() {
        var process = new ApplicationContextRunner()
                .withUserConfiguration(SurroundingsAutoConfiguration.class)
                .withPropertyValues("dcarbon.facility.base-url=http://facility:8080");

        process.run(context -> assertThat(context.getStartupFailure()).isInstanceOf(
                UnsafeSettingsException.class)
                .hasMessageContaining("dcarbon.facility.base-url must be an https address"));
        process.withPropertyValues("dcarbon.surroundings.local=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private List<String> breaches() {
        return StartupRules.breaches(environment);
    }
}
