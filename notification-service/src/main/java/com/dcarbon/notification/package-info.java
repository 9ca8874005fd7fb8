// SPDX-License-Identifier: Apache-2.0
/** The notification service: tells people, by mail and in the application, what became of their facilities. */
@NullMarked
package com.dcarbon.notification;

import org.jspecify.annotations.NullMarked;
