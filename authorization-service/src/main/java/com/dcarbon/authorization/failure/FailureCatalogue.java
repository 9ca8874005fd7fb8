// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** What people are told, per reason: the file {@code messages/failures.yaml}. */
@Component
public final class FailureCatalogue {
    private final Map<FailureCode, Entry> entries = new EnumMap<>(FailureCode.class);

    /** @throws IllegalStateException if a reason has no complete entry */
    public FailureCatalogue() {
        Binder binder = binder(new ClassPathResource("messages/failures.yaml"));
        for (FailureCode code : FailureCode.values()) {
            entries.put(code, binder.bind("failures." + code.wire().replace('_', '-'), Bindable.of(Entry.class))
                    .orElseThrow(() -> new IllegalStateException("no message for " + code.wire())));
        }
    }

    /** @param utility the utility's name, as people know it */
    public Failure of(FailureCode code, String utility) {
        Entry entry = entries.get(code);
        if (entry == null) {
            throw new IllegalStateException("no message for " + code);
        }
        return new Failure(code.wire(), entry.message().replace("{utility}", utility),
                entry.action().replace("{utility}", utility), entry.retryable());
    }

    private static Binder binder(Resource file) {
        try {
            var sources = new MutablePropertySources();
            new YamlPropertySourceLoader().load("failures", file).forEach(sources::addLast);
            return new Binder(ConfigurationPropertySources.from(sources));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Entry(String message, String action, boolean retryable) {
        Entry {
            if (message == null || message.isBlank() || action == null || action.isBlank()) {
                throw new IllegalStateException("an entry of the message catalogue is not complete");
            }
        }
    }
}
