// SPDX-License-Identifier: Apache-2.0
/** What people are to facilities, for services that facility-service's events tell of them. */
@NullMarked
package com.dcarbon.platform.facility;

import org.jspecify.annotations.NullMarked;
