// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation.rules;

/** Whether anything here needs what is to be ended at the utility. */
public enum Need {
    /** Nothing does. */
    NONE,
    /** An attempt is open that may end in the same authorization: that has to be waited for. */
    MAYBE,
    /** A consent stands on it. */
    STANDS
}
