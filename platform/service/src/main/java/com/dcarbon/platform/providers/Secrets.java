// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.surroundings.DevelopmentValues;

/**
 * Resolves references to secrets: {@code env:NAME} reads the environment, {@code file:PATH} a mounted file. What is no
 * secret, but what people write where one should be, is refused outside of a local stack.
 */
public final class Secrets {
    private final Function<String, @Nullable String> environment;

    private final boolean local;

    Secrets(Function<String, @Nullable String> environment, boolean local) {
        this.environment = environment;
        this.local = local;
    }

    /** @throws InvalidProfileException naming the reference, never the secret, if there is nothing behind it */
    public String resolve(String reference) {
        String secret = reference.startsWith("env:")
                ? environment.apply(reference.substring("env:".length()))
                : content(reference);
        if (secret == null || secret.isBlank()) {
            throw new InvalidProfileException("there is no secret at " + reference, null);
        }
        if (!local && DevelopmentValues.isKnown(secret)) {
            throw new InvalidProfileException(
                    "what is at " + reference + " is a value for development", null);
        }
        return secret.strip();
    }

    /**
     * The same, resolved anew each time, for secrets that are replaced while the process runs. What was there last serves
     * while there is nothing.
     *
     * @throws InvalidProfileException if there is nothing behind it now
     */
    public Supplier<String> current(String reference) {
        var last = new AtomicReference<>(resolve(reference));
        return () -> {
            try {
                last.set(resolve(reference));
            } catch (InvalidProfileException _) {
                // The file is being replaced.
            }
            return last.get();
        };
    }

    private static String content(String reference) {
        try {
            return Files.readString(Path.of(reference.substring("file:".length())));
        } catch (IOException e) {
            throw new InvalidProfileException("there is no secret at " + reference, e);
        }
    }
}
