// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import com.dcarbon.local.StackFailure;

/** The story could not be walked to its end; the message has what the platform answered. */
public class StoryFailure extends StackFailure {
    private static final long serialVersionUID = 1L;

    public StoryFailure(String message) {
        super(message);
    }

    public StoryFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
