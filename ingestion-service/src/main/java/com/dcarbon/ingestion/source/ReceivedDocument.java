// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.nio.file.Path;

/**
 * A document as a provider sent it.
 *
 * @param name where it came from
 * @param isPacked whether the file is compressed by zstd
 */
public record ReceivedDocument(String name, Path file, boolean isPacked) {}
