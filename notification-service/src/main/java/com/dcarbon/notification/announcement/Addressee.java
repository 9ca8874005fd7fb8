// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import com.dcarbon.events.facility.Person;
import com.dcarbon.notification.words.Wording;

/** Somebody who is told, and in which words. */
record Addressee(Person person, Wording wording) {}
