// SPDX-License-Identifier: Apache-2.0
/** Notifications in the application, each person's own. */
@NullMarked
package com.dcarbon.notification.inapp;

import org.jspecify.annotations.NullMarked;
