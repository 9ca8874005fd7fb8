// SPDX-License-Identifier: Apache-2.0
/** What the API documents of all services have in common. */
@NullMarked
package com.dcarbon.platform.openapi;

import org.jspecify.annotations.NullMarked;
