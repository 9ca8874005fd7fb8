// SPDX-License-Identifier: Apache-2.0
/** Lists by keyset: cursors that stay stable while rows are inserted. */
@NullMarked
package com.dcarbon.platform.paging;

import org.jspecify.annotations.NullMarked;
