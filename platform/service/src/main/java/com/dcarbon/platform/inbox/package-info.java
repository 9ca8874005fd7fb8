// SPDX-License-Identifier: Apache-2.0
/** Events from Kafka, each with its effect exactly once. */
@NullMarked
package com.dcarbon.platform.inbox;

import org.jspecify.annotations.NullMarked;
