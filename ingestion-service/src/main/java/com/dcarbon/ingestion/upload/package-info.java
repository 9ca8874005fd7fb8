// SPDX-License-Identifier: Apache-2.0
/** Green Button files that people bring themselves, where a utility cannot be connected. */
@NullMarked
package com.dcarbon.ingestion.upload;

import org.jspecify.annotations.NullMarked;
