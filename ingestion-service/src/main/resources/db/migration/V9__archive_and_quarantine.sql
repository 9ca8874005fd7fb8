-- Documents of utilities as they were received: compressed and encrypted in a store beside the database, found by these
-- rows. The same content of the same facility is kept once.
create table raw_payloads (
    id          uuid        primary key,
    facility_id uuid        not null,
    sha256      text        not null check (length(sha256) = 64),
    size        bigint      not null,
    stored_size bigint      not null,
    -- The key of the keyset that sealed it.
    key_id      text        not null,
    stored_at   timestamptz not null,
    expires_at  timestamptz not null
);
-- Recognises content that comes again; erasure of a facility.
create unique index raw_payloads_content on raw_payloads (facility_id, sha256);
-- Retention.
create index raw_payloads_expiry on raw_payloads (expires_at);

-- Which documents an attempt of an import received, in their order; a batch is one attempt.
create table raw_documents (
    batch       uuid        not null,
    place       integer     not null,
    job_id      uuid        not null,
    name        text        not null,
    payload_id  uuid        not null references raw_payloads on delete cascade,
    received_at timestamptz not null,
    primary key (batch, place)
);
-- Reading an import's documents again.
create index raw_documents_job on raw_documents (job_id, batch);
create index raw_documents_payload on raw_documents (payload_id);
-- Retention: what comes unchanged again and again keeps its payload, but not every receipt.
create index raw_documents_received on raw_documents (received_at);

-- What could not be understood, with its reason; the documents are found by the job.
create table quarantined_items (
    id          uuid        primary key,
    job_id      uuid        not null,
    facility_id uuid        not null,
    provider_id text        not null,
    reason      text        not null,
    -- Where and what, in words.
    detail      text        not null,
    amount      bigint      not null check (amount > 0),
    found_at    timestamptz not null
);
-- The same finding of the same import again is no further item.
create unique index quarantined_items_finding on quarantined_items (job_id, reason, detail);
-- GET /quarantine, newest first, and of one facility; retention from the other end.
create index quarantined_items_newest on quarantined_items (found_at desc, id desc);
create index quarantined_items_facility on quarantined_items (facility_id, found_at desc, id desc);
