// SPDX-License-Identifier: Apache-2.0
/** UtilityAPI: forms, authorizations, meters and intervals of several utilities behind one JSON API and one token. */
@NullMarked
package com.dcarbon.simulator.aggregator;

import org.jspecify.annotations.NullMarked;
