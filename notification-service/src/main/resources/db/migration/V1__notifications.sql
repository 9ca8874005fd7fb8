-- Facilities with the people around them, as last heard from the facility service.
create table facilities (
    id             uuid    primary key,
    version        bigint  not null,
    name           text    not null,
    owner_role     text    not null,
    owner_id       text,
    owner_name     text,
    owner_email    text,
    -- Only an accepted operator; an invited one is told nothing yet.
    operator_id    text,
    operator_name  text,
    operator_email text,
    discarded      boolean not null
);

-- What happened and is still to be told; the id is the event's. Gone once the notifications and mails are written.
create table announcements (
    id              uuid        primary key,
    facility_id     uuid        not null,
    provider_id     text        not null,
    outcome         text        not null check (outcome in ('succeeded', 'failed')),
    explanation     text        not null,
    heard_at        timestamptz not null default now(),
    -- Those that failed.
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default now()
);

-- The longest due first, of those whose facility is known; a failed one goes behind the others.
create index announcements_due on announcements (next_attempt_at);

-- Notifications in the application.
create table notifications (
    id              uuid        primary key,
    announcement_id uuid        not null,
    user_id         text        not null,
    kind            text        not null,
    title           text        not null,
    body            text        not null,
    facility_id     uuid,
    created_at      timestamptz not null,
    read_at         timestamptz,
    unique (announcement_id, user_id)
);

-- GET /notifications
create index notifications_newest_of_user on notifications (user_id, created_at, id);
-- GET /notifications?unread=true, and the count of them
create index notifications_unread_of_user on notifications (user_id, created_at, id) where read_at is null;

-- Mails to send, those sent, and those that never will be. A claimed one is leased, so that a crash gives it back.
create table mails (
    id              uuid        primary key,
    announcement_id uuid        not null,
    recipient       text        not null,
    recipient_name  text,
    subject         text        not null,
    text_body       text        not null,
    html_body       text        not null,
    message_id      text        not null unique,
    state           text        not null default 'waiting' check (state in ('waiting', 'sent', 'refused')),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    leased_until    timestamptz,
    last_error      text,
    created_at      timestamptz not null default now(),
    finished_at     timestamptz
);

-- One mail per address, whichever way it is written.
create unique index mails_once_per_address on mails (announcement_id, lower(recipient));
-- The sender claims what is due.
create index mails_due on mails (next_attempt_at) where state = 'waiting';
