// SPDX-License-Identifier: Apache-2.0
/** What each person wants to be told, and by which way. */
@NullMarked
package com.dcarbon.notification.preference;

import org.jspecify.annotations.NullMarked;
