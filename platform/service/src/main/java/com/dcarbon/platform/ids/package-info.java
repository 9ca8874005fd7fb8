// SPDX-License-Identifier: Apache-2.0
/** Identifiers. */
@NullMarked
package com.dcarbon.platform.ids;

import org.jspecify.annotations.NullMarked;
