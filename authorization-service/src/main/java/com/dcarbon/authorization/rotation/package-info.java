// SPDX-License-Identifier: Apache-2.0
/** Replaces credentials before they get old: customers' tokens by the utilities, the platform's own by its operators. */
@NullMarked
package com.dcarbon.authorization.rotation;

import org.jspecify.annotations.NullMarked;
