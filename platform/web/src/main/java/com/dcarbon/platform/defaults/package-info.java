// SPDX-License-Identifier: Apache-2.0
/** Settings that all processes of the platform share, overridable by each. */
@NullMarked
package com.dcarbon.platform.defaults;

import org.jspecify.annotations.NullMarked;
