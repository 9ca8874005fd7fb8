// SPDX-License-Identifier: Apache-2.0
/** Work in the background: loops that survive errors and stop with the process. */
@NullMarked
package com.dcarbon.platform.work;

import org.jspecify.annotations.NullMarked;
