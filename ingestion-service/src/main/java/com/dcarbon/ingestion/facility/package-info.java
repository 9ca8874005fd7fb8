// SPDX-License-Identifier: Apache-2.0
/** Who may see a facility's data, and who may have it brought up to date. */
@NullMarked
package com.dcarbon.ingestion.facility;

import org.jspecify.annotations.NullMarked;
