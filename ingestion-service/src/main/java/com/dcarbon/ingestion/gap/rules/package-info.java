// SPDX-License-Identifier: Apache-2.0
/** What is missing between readings, how complete a period is, and when a gap is asked for again; plain Java. */
@NullMarked
package com.dcarbon.ingestion.gap.rules;

import org.jspecify.annotations.NullMarked;
