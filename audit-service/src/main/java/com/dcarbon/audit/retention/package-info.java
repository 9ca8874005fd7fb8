// SPDX-License-Identifier: Apache-2.0
/** How long entries are kept, and that they go then: by the database's own function, to which the policy belongs. */
@NullMarked
package com.dcarbon.audit.retention;

import org.jspecify.annotations.NullMarked;
