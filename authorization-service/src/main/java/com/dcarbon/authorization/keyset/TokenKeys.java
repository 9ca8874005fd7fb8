// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

/** The keys that tokens and other secrets are sealed with at rest, wherever they are kept. */
public interface TokenKeys {

    /** As they are known to be now; never blocks. */
    KeyRing ring();

    /**
     * Looks whether they have changed. Keys that cannot be used, or with which what the present primary key seals could
     * not be opened, are refused and alerted; then the present ones go on serving. May block.
     *
     * @return whether {@link #ring()} is another one now
     */
    boolean look();
}
