// SPDX-License-Identifier: Apache-2.0
/** After a change of the primary key: seals every secret anew that is not under it yet. */
@NullMarked
package com.dcarbon.authorization.reencryption;

import org.jspecify.annotations.NullMarked;
