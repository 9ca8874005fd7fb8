// SPDX-License-Identifier: Apache-2.0
/** Mails as rows, sent with patience: a mail server that is away delays them and loses none. */
@NullMarked
package com.dcarbon.notification.mail;

import org.jspecify.annotations.NullMarked;
