// SPDX-License-Identifier: Apache-2.0
/** One attempt to get a customer's consent: start, return of the browser, outcome, expiry. */
@NullMarked
package com.dcarbon.authorization.session;

import org.jspecify.annotations.NullMarked;
