// SPDX-License-Identifier: Apache-2.0
/** Which partitions there should be. */
@NullMarked
package com.dcarbon.ingestion.retention.rules;

import org.jspecify.annotations.NullMarked;
