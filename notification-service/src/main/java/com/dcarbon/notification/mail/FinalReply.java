// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** A mail server's reply that says no to one mail for good (RFC 5321, section 4.2.1: 5yz), whatever it replies to. */
final class FinalReply {
    private static final int FULL = 552;
    /** About this service and its account; the mail may go out once they are set right (RFC 4954, section 6). */
    private static final Set<Integer> ABOUT_THE_SENDER = Set.of(530, 534, 535, 538);

    private FinalReply() {}

    /** @return its code; empty if the failure is another one, which may pass */
    static OptionalInt in(Exception failure) {
        return Stream.iterate(failure, error -> error != null, FinalReply::next)
                .mapToInt(FinalReply::code)
                .filter(code -> code >= 500 && code <= 599 && !ABOUT_THE_SENDER.contains(code))
                .findFirst();
    }

    private static int code(Exception error) {
        return switch (error) {
            case SMTPSendFailedException failed -> failed.getReturnCode();
            // RFC 5321, section 4.5.3.1.10: to an address, it is to be taken as 452.
            case SMTPAddressFailedException failed when failed.getReturnCode() == FULL -> 452;
            case SMTPAddressFailedException failed -> failed.getReturnCode();
            default -> 0;
        };
    }

    private static @Nullable Exception next(Exception error) {
        return error instanceof MessagingException chained ? chained.getNextException() : null;
    }
}
