// SPDX-License-Identifier: Apache-2.0
/** When a utility is taken for down and for up again. */
@NullMarked
package com.dcarbon.ingestion.health.rules;

import org.jspecify.annotations.NullMarked;
