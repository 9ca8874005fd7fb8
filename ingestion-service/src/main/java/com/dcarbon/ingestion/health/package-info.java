// SPDX-License-Identifier: Apache-2.0
/** Whether utilities answer: one judgement of all replicas, what it hinders, and who is told of it. */
@NullMarked
package com.dcarbon.ingestion.health;

import org.jspecify.annotations.NullMarked;
