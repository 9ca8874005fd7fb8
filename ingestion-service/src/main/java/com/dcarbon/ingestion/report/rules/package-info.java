// SPDX-License-Identifier: Apache-2.0
/** Which readings count as generated, and how whole MWh, fractions and corrections add up. */
@NullMarked
package com.dcarbon.ingestion.report.rules;

import org.jspecify.annotations.NullMarked;
