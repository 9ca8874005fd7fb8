// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes the file of one request to disk while it comes, counts its bytes and their hash. */
final class ReceivingFile {
    static final String PART = "file";
    /**
     * A file that is too large is listened to for a while, and not kept: whoever is still sending does not read the answer,
     * and loses it when the connection is closed.
     */
    private static final int PATIENCE = 4;

    private final Path path;
    private final long most;
    private final MessageDigest digest = digest();
    private long bytes;
    private boolean begun;
    private boolean ended;

    ReceivingFile(Path path, long most) {
        this.path = path;
        this.most = most;
    }

    Mono<ReceivedFile> receive(Flux<PartEvent> parts) {
        Flux<DataBuffer> content = parts.handle((part, sink) -> {
            DataBuffer taken = take(part);
            if (bytes > most) {
                release(taken);
                if (bytes > PATIENCE * most) {
                    sink.error(tooLarge());
                }
            } else if (taken != null) {
                sink.next(taken);
            }
        });
        return DataBufferUtils.write(content, path).then(Mono.fromSupplier(this::received));
    }

    private ProblemException tooLarge() {
        return new ProblemException(CommonProblem.PAYLOAD_TOO_LARGE, "The file may have " + most + " bytes.");
    }

    private static void release(@Nullable DataBuffer buffer) {
        if (buffer != null) {
            DataBufferUtils.release(buffer);
        }
    }

    /** Of the first file alone; whatever else the form holds is passed over. */
    private @Nullable DataBuffer take(PartEvent part) {
        boolean isFile = part instanceof FilePartEvent && part.name().equals(PART) && !ended;
        if (!isFile) {
            DataBufferUtils.release(part.content());
            return null;
        }
        begun = true;
        ended = part.isLast();
        bytes += part.content().readableByteCount();
        try (DataBuffer.ByteBufferIterator buffers = part.content().readableByteBuffers()) {
            while (buffers.hasNext()) {
                ByteBuffer next = buffers.next();
                digest.update(next);
            }
        }
        return part.content();
    }

    private ReceivedFile received() {
        if (!begun) {
            throw ProblemException.invalidField(PART, "is missing: send the file as a part of that name");
        }
        if (bytes > most) {
            throw tooLarge();
        }
        return new ReceivedFile(path, bytes, digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
