// SPDX-License-Identifier: Apache-2.0
/** When each live authorization is synchronised next, and what is asked for then. */
@NullMarked
package com.dcarbon.ingestion.schedule;

import org.jspecify.annotations.NullMarked;
