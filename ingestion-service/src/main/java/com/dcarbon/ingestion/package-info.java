/** Meters and intervals: import, block storage, reads. */
@NullMarked
package com.dcarbon.ingestion;

import org.jspecify.annotations.NullMarked;
