-- Who took an invitation, as the token described them: the owner decides by it where the invited address was another.
-- The hash of the link that was taken stays, so that its taker, and nobody else, is told the same again.
alter table operators
    add column user_email          text,
    add column user_email_verified boolean not null default false,
    add column taken_token_hash    text,
    add check (status <> 'unconfirmed' or user_id is not null),
    add check (taken_token_hash is null or (user_id is not null and token_hash is null));

-- POST /invitations/accept once more.
create unique index operators_taken_token on operators (taken_token_hash) where taken_token_hash is not null;

-- The invitations that went out lately, whatever became of them since: against flooding mailboxes.
create table invitation_mails (
    invitation_id uuid        primary key,
    facility_id   uuid        not null,
    owner_user_id text        not null,
    sent_at       timestamptz not null
);

-- How many of a facility, how many of an owner, before each further one.
create index invitation_mails_facility on invitation_mails (facility_id, sent_at);
create index invitation_mails_owner on invitation_mails (owner_user_id, sent_at);
