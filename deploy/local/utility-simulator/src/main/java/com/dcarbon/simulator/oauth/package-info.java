// SPDX-License-Identifier: Apache-2.0
/** The authorization server: the pages a customer walks through, codes, tokens and authorizations. */
@NullMarked
package com.dcarbon.simulator.oauth;

import org.jspecify.annotations.NullMarked;
