// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.nio.file.Path;

/** A file of sorted readings. */
record SortedLot(Path file, long size) {}
