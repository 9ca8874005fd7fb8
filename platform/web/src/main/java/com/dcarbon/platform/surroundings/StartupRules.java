// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.surroundings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * What is wrong with a process's settings, by their effective values: all of {@code dcarbon.*} and those of Spring Boot
 * that lead out of the process or hold a secret. Looks at names and forms, so that a further setting is covered too.
 */
public final class StartupRules {
    private static final Pattern PLAIN = Pattern.compile("(?:^|[\\s,])http://", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile(".*(?:ur[il]|\\.services\\..+|allowedorigins.*)$");
    private static final Pattern SECRET = Pattern.compile(".*(?:password|secret|token)$");
    /** How long a secret is that a utility gave us is up to the utility. */
    private static final Pattern OURS = Pattern
            .compile(".*password$|dcarbon\\.ingestion\\.authorization\\.clientsecret");
    private static final Pattern LOCAL_ONLY = Pattern
            .compile("dcarbon\\.(?:clock\\.allowoffset|providers\\.allowplainhttp)");
    /** A name may be written in kebab case, in camel case and with underscores. */
    private static final Pattern UNIFORM = Pattern.compile("[-_]");
    /** As Spring understands it; whatever else stands there counts as a yes. */
    private static final Set<String> NO = Set.of("", "false", "no", "off", "0");
    private static final List<String> OF_SPRING = List.of("spring.mail.password",
            "management.opentelemetry.tracing.export.otlp.endpoint",
            "management.opentelemetry.logging.export.otlp.endpoint",
            "management.otlp.metrics.export.url");
    private static final String STARTTLS = "mail.smtp.starttls.required";

    private final Environment environment;
    private final Binder binder;
    private final List<String> breaches = new ArrayList<>();

    private StartupRules(Environment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /** What must be mended before the process may start, each in a sentence that names a setting and never its value. */
    public static List<String> breaches(Environment environment) {
        var rules = new StartupRules(environment);
        rules.demandSecrets();
        if (!rules.is("dcarbon.surroundings.local")) {
            rules.settings().forEach(rules::check);
            rules.checkMail();
        }
        return List.copyOf(rules.breaches);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        map("dcarbon").forEach((name, value) -> settings.put("dcarbon." + name, value));
        for (String name : OF_SPRING) {
            String value = text(name);
            if (value != null) {
                settings.put(name, value);
            }
        }
        return settings;
    }

    private void check(String name, String value) {
        String uniform = UNIFORM.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
        if (LOCAL_ONLY.matcher(uniform).matches() && !isNo(value)) {
            breaches.add(name + " is for the local stack alone");
        }
        boolean address = ADDRESS.matcher(uniform).matches() && !value.isBlank();
        if (PLAIN.matcher(value).find() || address && !value.startsWith("https://")) {
            breaches.add(name + " must be an https address");
        }
        if (SECRET.matcher(uniform).matches()) {
            checkSecret(name, value, OURS.matcher(uniform).matches());
        }
    }

    private void checkSecret(String name, String value, boolean ours) {
        if (ours ? DevelopmentValues.isOne(value) : DevelopmentValues.isKnown(value)) {
            breaches.add(name + " is a value for development, or too short for a secret");
        }
        String source = source(name);
        if (source != null) {
            breaches.add(name + " stands in " + source + "; give it by the environment or by a mounted file");
        }
    }

    /** A database without a password, or a client without a secret, is a mistake anywhere. */
    private void demandSecrets() {
        BiConsumer<String, String> demand = (owner, secret) -> {
            if (environment.containsProperty(owner) && missing(secret)) {
                breaches.add(secret + " is missing");
            }
        };
        demand.accept("dcarbon.database.name", "dcarbon.database.password");
        demand.accept("dcarbon.database.owner.username", "dcarbon.database.owner.password");
        demand.accept("dcarbon.ingestion.authorization.client-id", "dcarbon.ingestion.authorization.client-secret");
    }

    private void checkMail() {
        String starttls = map("spring.mail.properties").get(STARTTLS);
        // The mail library knows no other word for yes.
        boolean encrypted = Boolean.parseBoolean(starttls) || is("spring.mail.ssl.enabled")
                || text("spring.mail.ssl.bundle") != null
                || "smtps".equals(text("spring.mail.protocol"));
        if (text("spring.mail.host") != null && !encrypted) {
            breaches.add("spring.mail.properties." + STARTTLS
                    + " must be true, or spring.mail.ssl.enabled: mails hold links that are secrets");
        }
    }

    private static boolean isNo(String value) {
        return NO.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    private Map<String, String> map(String name) {
        return binder.bind(name, Bindable.mapOf(String.class, String.class)).orElse(Map.of());
    }

    private boolean missing(String name) {
        String value = text(name);
        return value == null || value.isBlank();
    }

    private boolean is(String name) {
        return binder.bind(name, Boolean.class).orElse(false);
    }

    /** By the binder, which knows environment variables by their names too. */
    private @Nullable String text(String name) {
        return binder.bind(name, String.class).orElse(null);
    }

    /** Where everybody on the machine, or everybody with the jar, could read it; null if it stands elsewhere. */
    private @Nullable String source(String name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getConfigurationProperty(ConfigurationPropertyName.adapt(name, '.')) != null) {
                return exposed(source.getUnderlyingSource());
            }
        }
        return null;
    }

    private static @Nullable String exposed(@Nullable Object source) {
        if (source instanceof CommandLinePropertySource<?>) {
            return "the command line";
        }
        boolean packed = source instanceof PropertySource<?> properties
                && properties.getName().contains("class path resource");
        return packed ? "a file of the program" : null;
    }
}
