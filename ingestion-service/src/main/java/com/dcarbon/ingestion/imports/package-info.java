// SPDX-License-Identifier: Apache-2.0
/** What administrators see of imports, above all of those that are stuck, and how they set them going again. */
@NullMarked
package com.dcarbon.ingestion.imports;

import org.jspecify.annotations.NullMarked;
