// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

/** Where the server that a test talks to comes from. */
public enum Engine {
    /** Named by the environment: a server that somebody else runs. */
    GIVEN,
    /** A container, by Testcontainers. */
    CONTAINER,
    /** Inside or beside this JVM, from a Maven artifact: needs nothing on the machine. */
    EMBEDDED
}
