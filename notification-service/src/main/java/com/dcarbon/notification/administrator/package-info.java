// SPDX-License-Identifier: Apache-2.0
/** The administrators, as far as this service has met them. */
@NullMarked
package com.dcarbon.notification.administrator;

import org.jspecify.annotations.NullMarked;
