// SPDX-License-Identifier: Apache-2.0
/** What changes, as it changes, told to those who watch. */
@NullMarked
package com.dcarbon.notification.stream;

import org.jspecify.annotations.NullMarked;
