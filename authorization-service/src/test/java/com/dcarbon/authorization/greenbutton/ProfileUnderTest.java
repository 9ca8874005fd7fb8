// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.validation.Validation;
import jakarta.validation.Validator;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProvidersAutoConfiguration;
import com.dcarbon.testing.TestCertificates;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * A profile as it is written, pointed at a stub, with secrets and certificates of the test's.
 *
 * @param name of its file, or what is special about it
 */
record ProfileUnderTest(String name, String yaml) {
    static final String SECRET = "the-secret";

    private static final Path LOCAL = Path.of("../deploy/local/providers");
    private static final Path TEMPLATE = Path.of("../docs/providers.md");
    private static final String BASIC = "client_authentication: basic";
    private static final Pattern ID = Pattern.compile("(?m)^id: *(\\S+)");

    /** The local stack's, and the template of the documentation in its variants. */
    static Stream<ProfileUnderTest> all() {
        String template = template();
        Stream<ProfileUnderTest> variants = Stream.of(new ProfileUnderTest("template", template),
                new ProfileUnderTest("template, form",
                        template.replace(BASIC, "client_authentication: form").replace("pkce: offered", "pkce: off")),
                new ProfileUnderTest("template, tls", template.replace(BASIC, "client_authentication: tls")
                        .replaceAll("(?m)^  client_secret:.*\n", "")
                        .replace("refresh_scope: granted", "refresh_scope: omit")));
        return Stream.concat(local(), variants);
    }

    private static Stream<ProfileUnderTest> local() {
        try (Stream<Path> files = Files.list(LOCAL)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted()
                    .map(file -> new ProfileUnderTest(String.valueOf(file.getFileName()), text(file)))
                    .toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String template() {
        String page = text(TEMPLATE);
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        return page.substring(begin, page.indexOf("```", begin));
    }

    /** Reads it as the services do. */
    void read(Path folder, String stub, BiConsumer<ProviderProfile, ProfileAdapters> test) {
        new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ProvidersAutoConfiguration.class))
                .withBean(Validator.class, () -> Validation.buildDefaultValidatorFactory().getValidator())
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues("dcarbon.providers.directory=" + written(folder, stub),
                        "dcarbon.providers.allow-plain-http=true", "dcarbon.surroundings.local=true")
                .run(context -> test.accept(context.getBean(ProviderProfiles.class).all().getFirst(),
                        ProfileAdapters.of(context, folder)));
    }

    private Path written(Path folder, String stub) {
        TestCertificates certificates = TestCertificates.shared();
        Matcher id = ID.matcher(yaml);
        if (!id.find()) {
            throw new IllegalStateException("no id");
        }
        try {
            Path secret = Files.writeString(folder.resolve("secret"), SECRET);
            Files.writeString(folder.resolve(id.group(1) + ".yaml"), yaml
                    .replaceAll("https?://[^/\\s]+", stub)
                    .replaceAll("(?m)chain: *\\S+", "chain: file:" + certificates.chain("client"))
                    .replaceAll("(?m) key: *\\S+", " key: file:" + certificates.key("client"))
                    .replaceAll("(?m)server_authorities: *\\S+",
                            "server_authorities: file:" + certificates.chain("authority"))
                    .replaceAll("(?m)(client_secret|bearer|token|webhook_secret): *\\S+", "$1: file:" + secret));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
