// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;

/** Tells the end of a body from one that nobody waits for any more, which looks like an end to its reader. */
final class BodyEnd {
    private volatile boolean reached;

    void reached() {
        reached = true;
    }

    /** The same stream, which does not end before the body has. */
    InputStream of(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                return checked(super.read());
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return checked(super.read(target, offset, length));
            }
        };
    }

    private int checked(int read) {
        if (read < 0 && !reached) {
            throw new CancellationException("the body was given up");
        }
        return read;
    }
}
