// SPDX-License-Identifier: Apache-2.0
/** The full view of an authorization as a file for a spreadsheet or an auditor. */
@NullMarked
package com.dcarbon.authorization.export;

import org.jspecify.annotations.NullMarked;
