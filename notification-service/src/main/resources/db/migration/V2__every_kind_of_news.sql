-- Who waits to be confirmed as operator (only an accepted one stands in operator_...), and the invitation that waits.
alter table facilities
    add column unconfirmed_id        text,
    add column invitation_id         uuid,
    add column invitation_key_id     integer,
    add column invitation_expires_at timestamptz;

-- What happened, of whichever kind; facts is what its words need beside the facility. No facility: it concerns a utility.
alter table announcements
    add column kind            text,
    add column facts           jsonb,
    -- Only an operator can have done it or can do what is asked, so it waits a while for one to be known.
    add column awaits_operator boolean not null default false,
    alter column facility_id drop not null;
update announcements
set kind = 'authorization_' || outcome,
    facts = jsonb_build_object('provider_id', provider_id, 'message', explanation, 'action', ''),
    awaits_operator = outcome = 'succeeded';
alter table announcements
    alter column kind set not null,
    alter column facts set not null,
    drop column outcome,
    drop column explanation,
    drop column provider_id;

-- Where the notification's button leads: a path in the application.
alter table notifications
    add column action_label text,
    add column action_path  text;
-- Old ones are forgotten.
create index notifications_oldest on notifications (created_at);

-- An invitation's link is completed while its mail is sent; a mail that must not go out any more is dropped.
alter table mails
    add column facility_id       uuid,
    add column user_id           text,
    add column invitation_id     uuid,
    add column invitation_key_id integer,
    -- The recipient was withdrawn: it is dropped instead of being tried (again).
    add column unwanted          boolean not null default false,
    drop constraint mails_state_check,
    add constraint mails_state_check check (state in ('waiting', 'sent', 'refused', 'dropped'));
-- What waits for someone who was withdrawn is dropped.
create index mails_waiting_of_facility on mails (facility_id) where state = 'waiting';
-- Finished ones are forgotten.
create index mails_finished on mails (finished_at) where state <> 'waiting';

-- What a person wants to be told, where it differs from everything.
create table preferences (
    user_id    text    not null,
    kind       text    not null,
    email      boolean not null,
    in_app     boolean not null,
    primary key (user_id, kind)
);

-- Administrators who have looked at their notifications, so that there is somebody to notify.
create table administrators (
    user_id text        primary key,
    name    text,
    email   text,
    seen_at timestamptz not null
);

-- Authorizations whose end the utility tells, as last heard from the authorization service.
create table authorizations (
    id             uuid        primary key,
    facility_id    uuid        not null,
    version        bigint      not null,
    provider_id    text        not null,
    status         text        not null,
    expires_at     timestamptz,
    -- The shortest time before the end at which it was announced, in seconds.
    announced      bigint
);
create index authorizations_ending on authorizations (expires_at) where status = 'authorized';
