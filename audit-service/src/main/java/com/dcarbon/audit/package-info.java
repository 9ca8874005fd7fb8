// SPDX-License-Identifier: Apache-2.0
/** The audit service: keeps what happened on the platform and lets administrators search it. */
@NullMarked
package com.dcarbon.audit;

import org.jspecify.annotations.NullMarked;
