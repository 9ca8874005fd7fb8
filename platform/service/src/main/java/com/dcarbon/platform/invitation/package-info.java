// SPDX-License-Identifier: Apache-2.0
/** The secret part of invitation links, which is derived anew wherever it is needed and stored nowhere. */
@NullMarked
package com.dcarbon.platform.invitation;

import org.jspecify.annotations.NullMarked;
