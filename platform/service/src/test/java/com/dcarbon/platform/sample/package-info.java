// SPDX-License-Identifier: Apache-2.0
/** A service with nothing but the platform, to test the platform. */
@NullMarked
package com.dcarbon.platform.sample;

import org.jspecify.annotations.NullMarked;
