// SPDX-License-Identifier: Apache-2.0
/** Facilities as their owner tells of them, and who may authorize or see what belongs to them. */
@NullMarked
package com.dcarbon.authorization.facility;

import org.jspecify.annotations.NullMarked;
