// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A folder in which each {@code X.xml} makes a customer with the user name {@code X}. Looked up anew every time. */
final class FeedFiles {
    // A user name comes from a login form: nothing that could leave the folder.
    private static final Pattern FILE_NAME = Pattern.compile("[^/\\\\\\x00.][^/\\\\\\x00]*");

    private final @Nullable Path directory;

    FeedFiles(@Nullable Path directory) {
        this.directory = directory;
    }

    Optional<Path> of(String username) {
        if (directory == null || !FILE_NAME.matcher(username).matches()) {
            return Optional.empty();
        }
        return Optional.of(directory.resolve(username + ".xml")).filter(Files::isRegularFile);
    }
}
