// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

/** What came of one attempt to send a mail. */
sealed interface Delivery {

    /** The mail server took it. */
    record Taken() implements Delivery {}

    /** The mail server was not reached or would not take it now. */
    record Delayed(String reason) implements Delivery {}

    /** It never will be taken: the address is none, or the mail server refuses it for good. */
    record Refused(String reason) implements Delivery {}
}
