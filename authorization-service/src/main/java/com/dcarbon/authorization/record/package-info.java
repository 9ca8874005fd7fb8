// SPDX-License-Identifier: Apache-2.0
/** Authorization records as the API shows them: the list and the full view. */
@NullMarked
package com.dcarbon.authorization.record;

import org.jspecify.annotations.NullMarked;
