// SPDX-License-Identifier: Apache-2.0
/** The keys that secrets are sealed with: where they come from, and that they change while the service runs. */
@NullMarked
package com.dcarbon.authorization.keyset;

import org.jspecify.annotations.NullMarked;
