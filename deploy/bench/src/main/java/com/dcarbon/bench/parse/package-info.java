// SPDX-License-Identifier: Apache-2.0
/** The parser alone, in JMH, beside the reader that everyone writes first. */
@NullMarked
package com.dcarbon.bench.parse;

import org.jspecify.annotations.NullMarked;
