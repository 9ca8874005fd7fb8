/** When a failed import is tried again; plain Java. */
@NullMarked
package com.dcarbon.ingestion.sync.rules;

import org.jspecify.annotations.NullMarked;
