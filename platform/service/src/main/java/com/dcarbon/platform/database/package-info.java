// SPDX-License-Identifier: Apache-2.0
/** The database's errors as problems, and the versions that guard against lost updates. */
@NullMarked
package com.dcarbon.platform.database;

import org.jspecify.annotations.NullMarked;
