// SPDX-License-Identifier: Apache-2.0
/** The append-only log: written from the audit topic, read by administrators. */
@NullMarked
package com.dcarbon.audit.log;

import org.jspecify.annotations.NullMarked;
