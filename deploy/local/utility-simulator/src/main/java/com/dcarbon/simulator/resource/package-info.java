// SPDX-License-Identifier: Apache-2.0
/** The resource server: ESPI resources over HTTP, behind bearer tokens. */
@NullMarked
package com.dcarbon.simulator.resource;

import org.jspecify.annotations.NullMarked;
