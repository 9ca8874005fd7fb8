-- The invitation that waits for an answer; each mail goes out with an invitation of its own, so that the older link dies.
-- Of the link's token only the hash is kept.
alter table operators
    add column invitation_id         uuid,
    add column invitation_key_id     integer,
    add column invitation_expires_at timestamptz,
    add column token_hash            text,
    add check ((invitation_id is null) = (token_hash is null)),
    add check ((invitation_id is null) = (invitation_key_id is null)),
    add check ((invitation_id is null) = (invitation_expires_at is null));

-- POST /invitations/preview and /invitations/accept.
create unique index operators_token on operators (token_hash) where token_hash is not null;

-- The latest change of the utility that was asked for.
alter table facilities
    add column change_id                uuid,
    add column change_provider_id       text,
    add column change_requested_at      timestamptz,
    add column change_requested_by      text,
    add column change_requested_by_name text,
    add column change_ip_address        text;
