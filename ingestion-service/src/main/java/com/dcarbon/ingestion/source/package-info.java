/** Where meter data come from: the port that each protocol's adapter implements, and what passes through it. */
@NullMarked
package com.dcarbon.ingestion.source;

import org.jspecify.annotations.NullMarked;
