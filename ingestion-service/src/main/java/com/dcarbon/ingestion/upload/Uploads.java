// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.archive.Copies;
import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The files that people have brought; their content stays until the import is over, whatever happens to a process. */
@Repository
class Uploads implements Copies {
    private static final int PIECE = 512 * 1024;
    private static final String FORGET_FINISHED = """
            delete from upload_pieces piece
             where not exists (select 1 from import_jobs job
                                where job.authorization_id = piece.upload_id
                                  and job.state in ('queued', 'running', 'waiting', 'retrying'))
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Uploads(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A file as it is noted.
     *
     * @param attempt how often its import was ordered
     * @param wanted whether its content has to be stored, because it is new or its import has failed
     */
    record Noted(UUID id, int attempt, boolean wanted) {}

    /** The same content of a facility is the same upload; once its import has failed it may be tried again. */
    Mono<Noted> note(UUID facilityId, ReceivedFile file, String userId) {
        UUID id = Ids.next();
        return database.sql("""
                insert into uploads (id, facility_id, sha256, bytes, user_id, created_at)
                values (:id, :facility, :sha256, :bytes, :user, :now)
                on conflict (facility_id, sha256) do update
                   set attempt = uploads.attempt + case when exists (
                           select 1 from import_jobs job
                            where job.authorization_id = uploads.id and job.attempt_key = 'upload-' || uploads.attempt
                              and job.state = 'failed') then 1 else 0 end
                returning id, attempt, not exists (
                           select 1 from import_jobs job
                            where job.authorization_id = uploads.id
                              and job.attempt_key = 'upload-' || uploads.attempt) as wanted""")
                .bind("id", id)
                .bind("facility", facilityId)
                .bind("sha256", ByteBuffer.wrap(file.sha256()))
                .bind("bytes", file.bytes())
                .bind("user", userId)
                .bind("now", clock.instant())
                .map(Uploads::noted)
                .one();
    }

    private static Noted noted(Readable row) {
        return new Noted(Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("attempt", Integer.class)),
                Boolean.TRUE.equals(row.get("wanted", Boolean.class)));
    }

    /** Stores the content, in the caller's transaction. */
    Mono<Void> keep(UUID id, Path file) {
        return database.sql("delete from upload_pieces where upload_id = :id")
                .bind("id", id)
                .then()
                .thenMany(pieces(file).index())
                .concatMap(piece -> database
                        .sql("insert into upload_pieces (upload_id, number, bytes) values (:id, :number, :bytes)")
                        .bind("id", id)
                        .bind("number", piece.getT1().intValue())
                        .bind("bytes", ByteBuffer.wrap(piece.getT2()))
                        .then(), 1)
                .then();
    }

    private static Flux<byte[]> pieces(Path file) {
        return Flux.<byte[], InputStream>generate(() -> Files.newInputStream(file), (in, sink) -> {
            try {
                byte[] piece = in.readNBytes(PIECE);
                if (piece.length == 0) {
                    sink.complete();
                } else {
                    sink.next(piece);
                }
            } catch (IOException e) {
                sink.error(e);
            }
            return in;
        }, Uploads::close).subscribeOn(Schedulers.boundedElastic());
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content in order, a piece at a time; nothing if it is not there any more. */
    Flux<ByteBuffer> content(UUID id) {
        return database.sql("select number from upload_pieces where upload_id = :id order by number")
                .bind("id", id)
                .map(row -> Objects.requireNonNull(row.get("number", Integer.class)))
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(number -> piece(id, number), 1);
    }

    private Mono<ByteBuffer> piece(UUID id, int number) {
        return database.sql("select bytes from upload_pieces where upload_id = :id and number = :number")
                .bind("id", id)
                .bind("number", number)
                .map(row -> Objects.requireNonNull(row.get("bytes", ByteBuffer.class)))
                .one();
    }

    /** Forgets the content of what is imported, or was given up; that it was there stays known. */
    Mono<Void> forgetFinished() {
        return database.sql(FORGET_FINISHED).then();
    }

    @Override
    public Mono<Void> forget(UUID facilityId) {
        return database.sql(FORGET_FINISHED + """
                and exists (select 1 from uploads upload
                             where upload.id = piece.upload_id and upload.facility_id = :facility)""")
                .bind("facility", facilityId)
                .then();
    }
}
