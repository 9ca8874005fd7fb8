// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import jakarta.validation.Validator;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.FileSystemResource;

/** Reads profile files with the same binding as the services' own settings; a mistake in one stops the start. */
final class ProfileReader {
    private final Validator validator;
    private final ProviderSettings settings;

    ProfileReader(Validator validator, ProviderSettings settings) {
        this.validator = validator;
        this.settings = settings;
    }

    /** @throws InvalidProfileException if the folder or one of its files cannot be used */
    List<ProviderProfile> readAll(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().map(this::read).toList();
        } catch (IOException e) {
            throw new InvalidProfileException("cannot read the folder of provider profiles " + directory, e);
        }
    }

    private ProviderProfile read(Path file) {
        try {
            var sources = new MutablePropertySources();
            new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file))
                    .forEach(sources::addLast);
            ProviderProfile profile = new Binder(ConfigurationPropertySources.from(sources))
                    .bind(ConfigurationPropertyName.EMPTY, Bindable.of(ProviderProfile.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT, _ -> true))
                    .orElseThrow(() -> new InvalidProfileException(file + " is empty", null));
            check(file, profile);
            return profile;
        } catch (IOException | BindException e) {
            throw new InvalidProfileException(file + " is no valid provider profile: " + rootMessage(e), e);
        }
    }

    private void check(Path file, ProviderProfile profile) {
        validator.validate(profile).stream().findFirst().ifPresent(violation -> {
            throw new InvalidProfileException(
                    file + ": " + violation.getPropertyPath() + " " + violation.getMessage(), null);
        });
        if (!(profile.id() + ".yaml").equals(String.valueOf(file.getFileName()))) {
            throw new InvalidProfileException(file + ": the id must be the file's name", null);
        }
        var hosts = new ProviderHosts(profile, settings.allowPlainHttp());
        for (URI endpoint : ProviderHosts.endpoints(profile)) {
            if (!hosts.secureEnough(endpoint)) {
                throw new InvalidProfileException(file + ": " + endpoint + " must be an https address", null);
            }
            checkHost(file, endpoint.getHost());
        }
        profile.data().hosts().forEach(host -> checkHost(file, host));
    }

    private void checkHost(Path file, String host) {
        if (!settings.mayBeInside() && !PublicAddresses.mayBe(URI.create("https://" + host).getHost())) {
            throw new InvalidProfileException(file + ": " + host + " must be on the internet", null);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
