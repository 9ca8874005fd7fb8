// SPDX-License-Identifier: Apache-2.0
/** Events that commit with the state change they tell of, and the relay that brings them to Kafka. */
@NullMarked
package com.dcarbon.platform.outbox;

import org.jspecify.annotations.NullMarked;
