-- Links that a browser follows to a file, each once and for a minute. What a link leads to and who asked for it is sealed
-- with the link itself, which is not kept.
create table download_links (
    id         bytea       primary key,
    sealed     bytea       not null,
    expires_at timestamptz not null
);
-- Dead links are removed by time.
create index download_links_expiry on download_links (expires_at);
