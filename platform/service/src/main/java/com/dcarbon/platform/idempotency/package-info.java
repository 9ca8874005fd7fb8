// SPDX-License-Identifier: Apache-2.0
/** Repeated requests with the same Idempotency-Key have one effect and one answer. */
@NullMarked
package com.dcarbon.platform.idempotency;

import org.jspecify.annotations.NullMarked;
