/** Intervals: stored as blocks, read one by one or summed. */
@NullMarked
package com.dcarbon.ingestion.interval;

import org.jspecify.annotations.NullMarked;
