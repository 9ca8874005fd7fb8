// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import org.jspecify.annotations.Nullable;

/**
 * A document after the first pass.
 *
 * @param start the position of its first object
 * @param nextPage where the feed goes on, or null
 */
record IndexedDocument(FeedDocument document, long start, @Nullable String nextPage) {}
