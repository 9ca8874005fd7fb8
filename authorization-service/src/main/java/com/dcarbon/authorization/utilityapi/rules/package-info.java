// SPDX-License-Identifier: Apache-2.0
/** What UtilityAPI's answers, errors, notes and events mean, as plain Java. */
@NullMarked
package com.dcarbon.authorization.utilityapi.rules;

import org.jspecify.annotations.NullMarked;
