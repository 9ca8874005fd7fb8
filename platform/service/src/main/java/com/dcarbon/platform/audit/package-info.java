// SPDX-License-Identifier: Apache-2.0
/** Records for the audit log, written with what they record. */
@NullMarked
package com.dcarbon.platform.audit;

import org.jspecify.annotations.NullMarked;
