// SPDX-License-Identifier: Apache-2.0
/** A PostgreSQL server of our own, from embedded binaries, with a database and a role per service. */
@NullMarked
package com.dcarbon.local.postgres;

import org.jspecify.annotations.NullMarked;
