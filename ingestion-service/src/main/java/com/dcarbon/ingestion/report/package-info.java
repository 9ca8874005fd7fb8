// SPDX-License-Identifier: Apache-2.0
/** What meters generated in a month, previewed and frozen, so that certificates can be claimed and defended. */
@NullMarked
package com.dcarbon.ingestion.report;

import org.jspecify.annotations.NullMarked;
