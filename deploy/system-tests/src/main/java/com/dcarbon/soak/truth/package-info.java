// SPDX-License-Identifier: Apache-2.0
/** What databases, Kafka, inbox and utilities say, counted without the platform's help, and where they differ. */
@NullMarked
package com.dcarbon.soak.truth;

import org.jspecify.annotations.NullMarked;
