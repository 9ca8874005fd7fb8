// SPDX-License-Identifier: Apache-2.0
/** The adapter of Green Button Connect My Data (NAESB ESPI): OAuth 2.0 as data custodians run it. */
@NullMarked
package com.dcarbon.authorization.greenbutton;

import org.jspecify.annotations.NullMarked;
