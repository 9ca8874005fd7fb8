// SPDX-License-Identifier: Apache-2.0
/** Tells in time that an authorization will end. */
@NullMarked
package com.dcarbon.notification.expiry;

import org.jspecify.annotations.NullMarked;
