// SPDX-License-Identifier: Apache-2.0
/** How providers are asked, whatever their protocol: at their pace, not while they want to be left alone, onto disk. */
@NullMarked
package com.dcarbon.ingestion.line;

import org.jspecify.annotations.NullMarked;
