// SPDX-License-Identifier: Apache-2.0
/** What a utility tells the third party unasked (ESPI notification). */
@NullMarked
package com.dcarbon.simulator.notice;

import org.jspecify.annotations.NullMarked;
