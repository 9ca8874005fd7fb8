// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.facility;

/** What a person is to a facility. */
public enum Standing {
    /** May authorize at a utility: the owner who operates or lives there, or the accepted operator. */
    AUTHORIZER,
    /** The owner who left that to an operator: may watch and revoke. */
    WATCHER,
    /** May see, no more. */
    VIEWER,
    /** May not even know that it exists. */
    STRANGER
}
