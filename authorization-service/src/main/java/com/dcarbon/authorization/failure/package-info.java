// SPDX-License-Identifier: Apache-2.0
/** What can go wrong with an authorization and what people are told: one catalogue of messages. */
@NullMarked
package com.dcarbon.authorization.failure;

import org.jspecify.annotations.NullMarked;
