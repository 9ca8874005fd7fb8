// SPDX-License-Identifier: Apache-2.0
/** The local stack: starts every part in order, tells when it is ready, stops what it started. */
@NullMarked
package com.dcarbon.local;

import org.jspecify.annotations.NullMarked;
