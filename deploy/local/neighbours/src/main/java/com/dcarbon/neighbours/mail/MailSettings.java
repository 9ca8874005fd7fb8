// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The mail catcher.
 *
 * @param smtpPort where mail is delivered, without sign-in
 * @param inboxPort where it is shown
 * @param keep how many mails are shown at most, the newest first
 * @param refused mail to addresses that begin with this is refused for good (550), as if there were no such mailbox;
 *     empty: every mail is taken
 */
@ConfigurationProperties("neighbours.mail")
record MailSettings(int smtpPort, int inboxPort, int keep, String refused) {}
