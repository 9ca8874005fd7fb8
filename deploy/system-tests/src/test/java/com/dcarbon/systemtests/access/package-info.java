// SPDX-License-Identifier: Apache-2.0
/** Who may call what: every call of the platform by everybody there is, as docs/access.md says. */
@NullMarked
package com.dcarbon.systemtests.access;

import org.jspecify.annotations.NullMarked;
