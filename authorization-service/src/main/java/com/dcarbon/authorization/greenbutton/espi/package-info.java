// SPDX-License-Identifier: Apache-2.0
/** The ESPI scope string, as plain Java. */
@NullMarked
package com.dcarbon.authorization.greenbutton.espi;

import org.jspecify.annotations.NullMarked;
