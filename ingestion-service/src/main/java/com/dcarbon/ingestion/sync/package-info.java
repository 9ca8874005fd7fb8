/** Synchronisation: import jobs that survive crashes, their workers, and what people are told about them. */
@NullMarked
package com.dcarbon.ingestion.sync;

import org.jspecify.annotations.NullMarked;
