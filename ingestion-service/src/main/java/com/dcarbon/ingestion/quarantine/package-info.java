// SPDX-License-Identifier: Apache-2.0
/** What of utilities' data could not be understood, with its reason, for administrators. */
@NullMarked
package com.dcarbon.ingestion.quarantine;

import org.jspecify.annotations.NullMarked;
