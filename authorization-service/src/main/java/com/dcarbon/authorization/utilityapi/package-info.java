// SPDX-License-Identifier: Apache-2.0
/** The adapter of UtilityAPI (API v2), which reaches utilities for us that have no door of their own. */
@NullMarked
package com.dcarbon.authorization.utilityapi;

import org.jspecify.annotations.NullMarked;
