// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.nio.file.Path;

/**
 * A file as it came, on disk.
 *
 * @param sha256 of its content
 */
record ReceivedFile(Path path, long bytes, byte[] sha256) {}
