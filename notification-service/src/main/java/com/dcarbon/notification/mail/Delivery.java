// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

/** What came of one attempt to send a mail. */
sealed interface Delivery {

    /** What it is if there will be no further attempt. */
    default Delivery atLast() {
        return this;
    }

    /** The mail server took it. */
    record Taken() implements Delivery {}

    /** The mail server was not reached or would not take it now. */
    record Delayed(String reason) implements Delivery {

        @Override
        public Delivery atLast() {
            return new Refused("given up, at last " + reason);
        }
    }

    /** It never will be taken: the address is none, the mail server refuses it for good, or patience has ended. */
    record Refused(String reason) implements Delivery {}

    /** It was not sent, since what it says does not hold any more. */
    record Dropped(String reason) implements Delivery {}
}
