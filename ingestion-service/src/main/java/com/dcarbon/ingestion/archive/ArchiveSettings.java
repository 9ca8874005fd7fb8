// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where raw documents are kept.
 *
 * @param directory of the store; documents wait there to be sealed, too, so it lies best on the volume of the spool
 * @param keyset the file with the Tink streaming AEAD keyset (JSON) that seals them
 * @param retention how long a document is kept since it was last received
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.archive")
record ArchiveSettings(@NotNull Path directory, @NotBlank String keyset,
        @DefaultValue("400d") @NotNull Duration retention) {

    Path keysetFile() {
        return Path.of(keyset.startsWith("file:") ? keyset.substring("file:".length()) : keyset);
    }
}
