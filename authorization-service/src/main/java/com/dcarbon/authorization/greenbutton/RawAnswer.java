// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

/** What came over the wire from a token endpoint. */
record RawAnswer(int status, String body) {

    /** Without the body, which holds tokens. */
    @Override
    public String toString() {
        return "RawAnswer[" + status + "]";
    }
}
