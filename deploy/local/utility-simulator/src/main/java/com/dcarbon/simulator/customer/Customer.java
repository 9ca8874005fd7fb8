// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.nio.file.Path;

/** Who logged in. */
public sealed interface Customer {
    /** The login. */
    String username();

    /** A customer made up from the user name. */
    record Generated(Household household) implements Customer {
        @Override
        public String username() {
            return household.username();
        }
    }

    /** A customer whose whole usage feed is a file, served as it is. */
    record FromFile(String username, Path feed) implements Customer {}
}
