// SPDX-License-Identifier: Apache-2.0
/** A single Kafka broker in KRaft mode, with the platform's topics. */
@NullMarked
package com.dcarbon.local.kafka;

import org.jspecify.annotations.NullMarked;
