// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

/** A value of a patch that cannot be meant; never leaves {@link PatchObject}. */
final class InvalidValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with it, to be read after the field's name */
    InvalidValue(String message) {
        super(message, null, false, false);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
