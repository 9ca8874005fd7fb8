// SPDX-License-Identifier: Apache-2.0
/** Turns and windows of scheduled synchronisation; plain Java. */
@NullMarked
package com.dcarbon.ingestion.schedule.rules;

import org.jspecify.annotations.NullMarked;
