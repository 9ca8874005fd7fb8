// SPDX-License-Identifier: Apache-2.0
/** What a Green Button feed means to us, wherever it comes from: which meters there are, and which readings count. */
@NullMarked
package com.dcarbon.ingestion.feed;

import org.jspecify.annotations.NullMarked;
