// SPDX-License-Identifier: Apache-2.0
/** Text for files that spreadsheets open. */
@NullMarked
package com.dcarbon.platform.csv;

import org.jspecify.annotations.NullMarked;
