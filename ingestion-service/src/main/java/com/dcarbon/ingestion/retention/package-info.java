// SPDX-License-Identifier: Apache-2.0
/** Keeps the tables fit: partitions made before they are needed and dropped when their time is over, ended work forgotten. */
@NullMarked
package com.dcarbon.ingestion.retention;

import org.jspecify.annotations.NullMarked;
