// SPDX-License-Identifier: Apache-2.0
/** Tokens of utilities: encrypted at rest, refreshed by one at a time, handed out to ingestion only. */
@NullMarked
package com.dcarbon.authorization.token;

import org.jspecify.annotations.NullMarked;
