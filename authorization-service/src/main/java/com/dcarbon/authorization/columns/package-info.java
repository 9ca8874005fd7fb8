// SPDX-License-Identifier: Apache-2.0
/** Reading and binding of database columns. */
@NullMarked
package com.dcarbon.authorization.columns;

import org.jspecify.annotations.NullMarked;
