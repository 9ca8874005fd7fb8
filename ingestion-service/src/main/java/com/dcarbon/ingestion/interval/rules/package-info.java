/** What an interval is and how stored blocks take in new ones; plain Java. */
@NullMarked
package com.dcarbon.ingestion.interval.rules;

import org.jspecify.annotations.NullMarked;
