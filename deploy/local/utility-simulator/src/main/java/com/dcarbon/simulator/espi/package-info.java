// SPDX-License-Identifier: Apache-2.0
/** ESPI 3.3 documents as text, element by element in schema order. */
@NullMarked
package com.dcarbon.simulator.espi;

import org.jspecify.annotations.NullMarked;
