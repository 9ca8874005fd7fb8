// SPDX-License-Identifier: Apache-2.0
/** What happened, who did it, from where: {@code dcarbon.audit}. */
@NullMarked
package com.dcarbon.events.audit;

import org.jspecify.annotations.NullMarked;
