-- The log becomes a chain: each entry's hash covers the entry and the hash before it. Entries are appended by a function of
-- this database's owner alone; the role with which the service works may call it and read (afterMigrate__rights.sql).
alter table audit_entries rename to unchained_entries;
drop trigger audit_entries_stay on unchained_entries;
drop index audit_entries_newest, audit_entries_by_event_type, audit_entries_by_user, audit_entries_by_facility,
    audit_entries_by_authorization, audit_entries_by_words;
alter table unchained_entries rename constraint audit_entries_pkey to unchained_entries_pkey;

-- What happened, who did it. Only ever grows.
create table audit_entries (
    id               uuid        primary key,
    -- the chain in which the entry stands, by the day on which it arrived (UTC), and its place there, from 1
    day              date        not null,
    number           bigint      not null,
    event_type       text        not null,
    occurred_at      timestamptz not null,
    user_id          text        not null,
    facility_id      uuid,
    authorization_id uuid,
    details          text        not null check (details is json object),
    recorded_at      timestamptz not null,
    -- SHA-256 over what stands in audit_personal; null where nothing does
    personal_digest  bytea,
    hash             bytea       not null,
    words            text        not null generated always as (event_type || ' ' || user_id || ' ' || details) stored,
    constraint audit_entries_in_order unique (day, number)
);

-- What an entry says of a person, so that it can be erased: the chain holds only its salted digest.
create table audit_personal (
    entry_id   uuid  primary key references audit_entries,
    salt       bytea not null,
    ip_address text,
    details    text  not null check (details is json object),
    words      text  not null generated always as (coalesce(ip_address, '') || ' ' || details) stored
);

-- The chain of a day; the hash of its last entry is the day's root once it is closed, and the next day starts from it.
create table audit_days (
    day           date        primary key,
    previous_root bytea       not null,
    entries       bigint      not null,
    head          bytea       not null,
    opened_at     timestamptz not null,
    closed_at     timestamptz,
    -- whether the root was told to the outside
    announced     boolean     not null default false
);

-- Whoever appends holds the lock of this one row until the end of the transaction.
create table audit_chain (
    one boolean primary key check (one)
);
insert into audit_chain values (true);

-- One field of the canonical form: its length in octets, a colon, the field, a comma; a hyphen for none.
create function audit_field(value text) returns text language sql immutable parallel safe return
    case when value is null then '-,' else octet_length(convert_to(value, 'UTF8')) || ':' || value || ',' end;

create function audit_micros(moment timestamptz) returns text language sql immutable parallel safe return
    ((extract(epoch from moment) * 1000000)::bigint)::text;

create function audit_personal_digest(salt bytea, ip_address text, details text) returns bytea
    language sql immutable parallel safe return
    sha256(salt || convert_to(audit_field(ip_address) || audit_field(details), 'UTF8'));

create function audit_hash(previous bytea, entry audit_entries) returns bytea language sql immutable return
    sha256(previous || convert_to(audit_field(to_char(entry.day, 'YYYY-MM-DD')) || audit_field(entry.number::text)
        || audit_field(entry.id::text) || audit_field(entry.event_type) || audit_field(audit_micros(entry.occurred_at))
        || audit_field(entry.user_id) || audit_field(entry.facility_id::text)
        || audit_field(entry.authorization_id::text) || audit_field(entry.details)
        || audit_field(audit_micros(entry.recorded_at)) || audit_field(encode(entry.personal_digest, 'hex')), 'UTF8'));

-- Puts the entry at the end of that chain and answers the chain with it; who calls puts the day on record.
create function chain_audit_entry(chain audit_days, new_id uuid, new_event_type text, new_occurred_at timestamptz,
    new_user_id text, new_facility_id uuid, new_authorization_id uuid, new_details text, new_recorded_at timestamptz,
    new_ip_address text, new_personal_details text) returns audit_days
    language plpgsql as $$
declare
    salt  bytea;
    entry audit_entries;
begin
    if new_ip_address is not null or new_personal_details <> '{}' then
        salt := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    end if;
    entry.id := new_id;
    entry.day := chain.day;
    entry.number := chain.entries + 1;
    entry.event_type := new_event_type;
    entry.occurred_at := new_occurred_at;
    entry.user_id := new_user_id;
    entry.facility_id := new_facility_id;
    entry.authorization_id := new_authorization_id;
    entry.details := new_details;
    entry.recorded_at := new_recorded_at;
    entry.personal_digest := audit_personal_digest(salt, new_ip_address, new_personal_details);
    entry.hash := audit_hash(chain.head, entry);
    insert into audit_entries (id, day, number, event_type, occurred_at, user_id, facility_id, authorization_id,
        details, recorded_at, personal_digest, hash)
    values (entry.id, entry.day, entry.number, entry.event_type, entry.occurred_at, entry.user_id, entry.facility_id,
        entry.authorization_id, entry.details, entry.recorded_at, entry.personal_digest, entry.hash);
    if salt is not null then
        insert into audit_personal (entry_id, salt, ip_address, details)
        values (new_id, salt, new_ip_address, new_personal_details);
    end if;
    chain.entries := entry.number;
    chain.head := entry.hash;
    return chain;
end $$;

-- Appends the entry to the chain of the day, and says whether it was not there yet. A closed day stays closed: what comes
-- later goes into the next one, whatever clock says what.
create function append_audit_entry(new_id uuid, new_event_type text, new_occurred_at timestamptz, new_user_id text,
    new_facility_id uuid, new_authorization_id uuid, new_details text, new_recorded_at timestamptz,
    new_ip_address text, new_personal_details text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    locked boolean;
    chain  audit_days;
    today  date;
begin
    select one into strict locked from audit_chain for update;
    if exists (select from audit_entries where id = new_id) then
        return false;
    end if;
    select * into chain from audit_days order by day desc limit 1;
    today := greatest((new_recorded_at at time zone 'UTC')::date,
                      chain.day + case when chain.closed_at is null then 0 else 1 end);
    if chain.day is null or today > chain.day then
        update audit_days set closed_at = new_recorded_at where day = chain.day and closed_at is null;
        insert into audit_days (day, previous_root, entries, head, opened_at)
        values (today, coalesce(chain.head, decode(repeat('00', 32), 'hex')), 0,
                coalesce(chain.head, decode(repeat('00', 32), 'hex')), new_recorded_at)
        returning * into chain;
    end if;
    chain := chain_audit_entry(chain, new_id, new_event_type, new_occurred_at, new_user_id, new_facility_id,
        new_authorization_id, new_details, new_recorded_at, new_ip_address, new_personal_details);
    update audit_days set entries = chain.entries, head = chain.head where day = chain.day;
    return true;
end $$;

-- Closes the days before that one and answers those of which nobody has said yet that their root was told.
create function close_audit_days(today date, closing_time timestamptz) returns setof audit_days
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    locked boolean;
begin
    if exists (select from audit_days where day < today and closed_at is null) then
        select one into strict locked from audit_chain for update;
        update audit_days set closed_at = closing_time where day < today and closed_at is null;
    end if;
    return query select * from audit_days where day < today and closed_at is not null and not announced;
end $$;

-- Says that the root of that closed day was told.
create function announce_audit_day(told date) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update audit_days set announced = true where day = told and closed_at is not null and not announced;
end $$;

-- The details of an entry from before, parted as PersonalDetails parts those of a new one: what they say of a person, or the
-- rest. Chained once, a word can never be erased.
create function former_details(details jsonb, personal boolean) returns jsonb language plpgsql as $$
begin
    return (
        select coalesce(jsonb_object_agg(key, part), '{}')
        from (select key, case when jsonb_typeof(value) = 'object' then former_details(value, personal) else value end,
                     case when jsonb_typeof(value) = 'object' then null
                          else jsonb_typeof(value) <> 'null' and key ~ '^((.*_)?(name|email|phone|address)|q)$' end
              from jsonb_each(details)) parts (key, part, about_a_person)
        where coalesce(about_a_person = personal, not personal or part <> '{}'));
end $$;

-- The entries so far, in the order in which they came; what they say of persons moves aside. So do details that are JSON but
-- cannot be parted, such as those with the escape of a zero, as a whole. A day is put on record once: each change of its row
-- would leave a version that nothing clears away before the end of this transaction, and the next one would read them all.
do $$
declare
    former   record;
    chain    audit_days;
    arrival  date;
    facts    text;
    personal text;
begin
    for former in select * from unchained_entries order by recorded_at, id loop
        begin
            personal := former_details(former.details::jsonb, true)::text;
            facts := case when personal = '{}' then former.details
                          else former_details(former.details::jsonb, false)::text end;
        exception when data_exception or program_limit_exceeded then
            facts := '{}';
            personal := former.details;
        end;
        arrival := (former.recorded_at at time zone 'UTC')::date;
        if chain.day is null or arrival > chain.day then
            update audit_days set entries = chain.entries, head = chain.head, closed_at = former.recorded_at
            where day = chain.day;
            insert into audit_days (day, previous_root, entries, head, opened_at)
            values (arrival, coalesce(chain.head, decode(repeat('00', 32), 'hex')), 0,
                    coalesce(chain.head, decode(repeat('00', 32), 'hex')), former.recorded_at)
            returning * into chain;
        end if;
        chain := chain_audit_entry(chain, former.id, former.event_type, former.occurred_at, former.user_id,
            former.facility_id, former.authorization_id, facts, former.recorded_at, former.ip_address, personal);
    end loop;
    update audit_days set entries = chain.entries, head = chain.head where day = chain.day;
end $$;
drop function former_details(jsonb, boolean);
drop table unchained_entries;

-- GET /audit-logs, newest first, without and with each filter.
create index audit_entries_newest on audit_entries (occurred_at, id);
create index audit_entries_by_event_type on audit_entries (event_type, occurred_at, id);
create index audit_entries_by_user on audit_entries (user_id, occurred_at, id);
create index audit_entries_by_facility on audit_entries (facility_id, occurred_at, id)
    where facility_id is not null;
create index audit_entries_by_authorization on audit_entries (authorization_id, occurred_at, id)
    where authorization_id is not null;
create index audit_personal_by_address on audit_personal (ip_address, entry_id) where ip_address is not null;
-- GET /audit-logs?q=
create index audit_entries_by_words on audit_entries using gin (words gin_trgm_ops);
create index audit_personal_by_words on audit_personal using gin (words gin_trgm_ops);

create trigger audit_entries_stay before update or delete or truncate on audit_entries
    for each statement execute function refuse_change_of_audit_entries();

create function refuse_change_of_audit_days() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (new.day, new.previous_root) = (old.day, old.previous_root) and new.announced >= old.announced
        and (old.closed_at is null or (new.entries, new.head, new.closed_at) = (old.entries, old.head, old.closed_at))
    then
        return new;
    end if;
    raise exception 'a closed day of the audit log is never changed or deleted' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_days_stay before update or delete on audit_days
    for each row execute function refuse_change_of_audit_days();
create trigger audit_days_are_not_emptied before truncate on audit_days
    for each statement execute function refuse_change_of_audit_days();
