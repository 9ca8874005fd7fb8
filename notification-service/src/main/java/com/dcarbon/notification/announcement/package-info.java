// SPDX-License-Identifier: Apache-2.0
/** Turns what happened into notifications and mails for the right people, once. */
@NullMarked
package com.dcarbon.notification.announcement;

import org.jspecify.annotations.NullMarked;
