// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.pages;

/** Something that answers requests for pages. */
@FunctionalInterface
public interface Pages {
    PageAnswer answer(PageRequest request);
}
