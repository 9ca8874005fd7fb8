-- What is kept no longer than a policy says goes, and the chain stays: of each entry that is dropped its hash stays, which
-- the next entry's hash covers, until the whole day is past; then its root stays, from which the next day starts.
-- Whoever appends holds this first, and then the tables that are altered below.
select one from audit_chain for update;

create table audit_dropped (
    day        date   not null,
    number     bigint not null,
    entry_id   uuid   not null,
    hash       bytea  not null,
    -- the entry of the log that tells of it
    dropped_by uuid   not null,
    primary key (day, number)
);
-- The digest of a drop is taken over its own entries.
create index audit_dropped_by on audit_dropped (dropped_by, day, number);

alter table audit_days
    -- how many of the entries are there no more
    add column dropped    bigint not null default 0,
    -- when the last of them went, the entry of the log that tells of it, and the day in whose chain that stands
    add column dropped_at timestamptz,
    add column dropped_by uuid,
    add column dropped_on date;

-- How long the entries of a type are kept after the day on which they arrived; '*' stands for all types without a line of
-- their own. Written by the owner at each start, from the settings (afterMigrate__policy.sql).
create table audit_retention (
    event_type    text     primary key,
    period        interval not null check (period >= interval '30 days'),
    -- of that day and those before nothing of it is left
    dropped_until date
);

-- An entry goes only if its hash stays.
create or replace function refuse_change_of_audit_entries() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and tg_level = 'ROW' and exists (
        select from audit_dropped where day = old.day and number = old.number and hash = old.hash) then
        return old;
    end if;
    raise exception 'audit entries are never changed or deleted' using errcode = 'insufficient_privilege';
end $$;
drop trigger audit_entries_stay on audit_entries;
create trigger audit_entries_stay before update or truncate on audit_entries
    for each statement execute function refuse_change_of_audit_entries();
create trigger audit_entries_leave_their_hash before delete on audit_entries
    for each row execute function refuse_change_of_audit_entries();

create function refuse_change_of_audit_dropped() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and tg_level = 'ROW'
        and exists (select from audit_days where day = old.day and dropped_at is not null) then
        return old;
    end if;
    raise exception 'the hashes of dropped audit entries stay until their day is dropped'
        using errcode = 'insufficient_privilege';
end $$;
create trigger audit_dropped_stay before update or truncate on audit_dropped
    for each statement execute function refuse_change_of_audit_dropped();
create trigger audit_dropped_stay_until_their_day_goes before delete on audit_dropped
    for each row execute function refuse_change_of_audit_dropped();

create or replace function refuse_change_of_audit_days() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (new.day, new.previous_root) = (old.day, old.previous_root) and new.announced >= old.announced
        and (old.closed_at is null or (new.entries, new.head, new.closed_at) = (old.entries, old.head, old.closed_at))
        and new.dropped between old.dropped and new.entries and (new.closed_at is not null or new.dropped = 0)
        and (old.dropped_at is null
            or (new.dropped_at, new.dropped_by, new.dropped_on) = (old.dropped_at, old.dropped_by, old.dropped_on))
        and (new.dropped_at is null or new.dropped = new.entries)
    then
        return new;
    end if;
    raise exception 'a closed day of the audit log is never changed or deleted' using errcode = 'insufficient_privilege';
end $$;

-- The days of which something is to go, by the line of the policy: the oldest of each. Nothing goes before its day's root
-- was told, and nothing by a clock that is ahead of the database's.
create function audit_days_past_retention(moment timestamptz)
    returns table (past date, policy text, period interval) language sql stable as $$
    select d.day, r.event_type, r.period
    from audit_retention r cross join lateral (
        select a.day from audit_days a
        where a.day > coalesce(r.dropped_until, '-infinity') and a.announced and a.dropped_at is null
            and a.day < ((least(moment,
                now() -- by the database's clock: the service must not make time pass for what it may drop
                ) at time zone 'UTC')::date - r.period)::date
        order by a.day limit 1) d
$$;

-- What the record of a drop says of the entries that it names: SHA-256 over their places and hashes.
create function audit_dropped_digest(drop_id uuid, of_day date) returns text language sql stable return (
    select encode(sha256(convert_to(string_agg(number || ':' || encode(hash, 'hex'), ',' order by number), 'UTF8')), 'hex')
    from audit_dropped where day = of_day and dropped_by = drop_id);

-- Drops the next entries that are past their time, at most so many, of the oldest day first, and appends the record of it
-- under that id to the log itself. Whoever calls it can drop nothing that the owner's policy keeps.
create function drop_audit_entries(drop_id uuid, moment timestamptz, at_most integer,
        out dropped bigint, out more boolean) returns record
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    next_one  record;
    batch     uuid[];
    told      jsonb;
    whole_day boolean;
begin
    dropped := 0;
    more := false;
    -- One replica at a time.
    if at_most is null or at_most not between 1 and 10000 or not pg_try_advisory_xact_lock(hashtext('retention of the audit log')) then
        return;
    end if;
    -- What a day that is gone as a whole has left behind.
    delete from audit_dropped x using (
        select y.day, y.number from audit_days d join audit_dropped y on y.day = d.day
        where d.dropped_at is not null order by y.day, y.number limit at_most) gone
    where x.day = gone.day and x.number = gone.number;
    if found then
        more := true;
        return;
    end if;
    select * into next_one from audit_days_past_retention(moment) order by past, policy limit 1;
    if next_one.past is null then
        return;
    end if;
    more := true;
    batch := array(
        select e.id from audit_entries e
        where e.day = next_one.past and (e.event_type = next_one.policy or next_one.policy = '*'
            and not exists (select from audit_retention r where r.event_type = e.event_type))
        order by e.number limit at_most);
    dropped := cardinality(batch);
    if dropped < at_most then
        update audit_retention set dropped_until = next_one.past where event_type = next_one.policy;
    end if;
    if dropped = 0 then
        return;
    end if;
    insert into audit_dropped (day, number, entry_id, hash, dropped_by)
    select e.day, e.number, e.id, e.hash, drop_id from audit_entries e where e.id = any (batch);
    select jsonb_build_object('day', next_one.past, 'period', next_one.period::text, 'entries', dropped,
        'event_types', (select jsonb_object_agg(event_type, n) from (
            select event_type, count(*) as n from audit_entries where id = any (batch) group by 1) types),
        'first_number', min(number), 'last_number', max(number),
        'digest', audit_dropped_digest(drop_id, next_one.past)) into told
    from audit_entries where id = any (batch);
    delete from audit_personal where entry_id = any (batch);
    delete from audit_entries where id = any (batch);
    whole_day := not exists (select from audit_entries where day = next_one.past);
    if whole_day then
        select told || jsonb_build_object('root', encode(head, 'hex')) into told from audit_days
        where day = next_one.past;
    end if;
    if not append_audit_entry(drop_id, 'audit_entries_dropped', moment, 'system:audit-service', null, null,
        told::text, moment, null, '{}') then
        raise exception 'the record of a drop is there already';
    end if;
    update audit_days d set dropped = d.dropped + drop_audit_entries.dropped,
        dropped_at = case when whole_day then moment end, dropped_by = case when whole_day then drop_id end,
        dropped_on = case when whole_day then (select day from audit_entries where id = drop_id) end
    where d.day = next_one.past;
end $$;

-- What is said of a person goes, on their request; the owner calls it (docs/runbooks/erasing-a-person.md). The user id is a
-- pseudonym and stays. Answers how many entries say less now.
create function erase_personal_data(person text, mail_address text, moment timestamptz) returns bigint language plpgsql as $$
declare
    erased        bigint;
    -- as a word of its own: joann@example.com is somebody else than ann@example.com
    whole_address constant text := '(^|[^[:alnum:]._%+-])'
        || regexp_replace(lower(mail_address), '([^[:alnum:]@])', '\\\1', 'g') || '($|[^[:alnum:].-])';
begin
    if coalesce(person, '') = '' then
        raise exception 'whose data are to be erased?';
    end if;
    if mail_address <> '' and mail_address !~ '^[^@[:space:]]+@[^@[:space:]]+$' then
        raise exception 'no mail address: %', mail_address;
    end if;
    delete from audit_personal p using audit_entries e
    where e.id = p.entry_id and (e.user_id = person
        or mail_address <> '' and lower(p.details) ~ whole_address);
    get diagnostics erased = row_count;
    perform append_audit_entry(uuidv7(), 'personal_data_erased', moment, 'system:audit-service', null, null,
        json_build_object('person_id', person, 'entries', erased)::text, moment, null, '{}');
    return erased;
end $$;
