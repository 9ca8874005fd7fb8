// SPDX-License-Identifier: Apache-2.0
/** What people read and how long a failed delivery waits, in plain Java. */
@NullMarked
package com.dcarbon.notification.rules;

import org.jspecify.annotations.NullMarked;
