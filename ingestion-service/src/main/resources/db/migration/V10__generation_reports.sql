-- What a person decides about a meter. Imports change none of it, and the version, which is the ETag, counts these
-- decisions only.
alter table meters
    add column version            bigint not null default 1,
    -- Who said what the meter is for; null while that is concluded from its data.
    add column role_set_by        text,
    add column role_set_at        timestamptz,
    -- Which stored direction is what the meter generated, once a frozen report has counted it.
    add column generated_from     text check (generated_from in ('delivered', 'received', 'generated')),
    -- Readings that were uploaded count as those of the utility.
    add column upload_accepted_by text,
    add column upload_accepted_at timestamptz,
    -- Where the meter came from first, if not from where it comes now. Tells two meters that are one from two.
    add column first_provider_id  text,
    add column first_source       text;
update meters set first_provider_id = provider_id, first_source = source;

-- The generation of a facility in a month, as it was told.
create table generation_reports (
    id          uuid        primary key,
    facility_id uuid        not null,
    month       date        not null check (extract(day from month) = 1),
    frozen_at   timestamptz not null,
    frozen_by   text        not null,
    -- The report as it was answered, word for word.
    document    jsonb       not null,
    unique (facility_id, month)
);

-- What a report told of each generating unit; all amounts in Wh, exact.
create table generation_report_lines (
    report_id         uuid    not null references generation_reports (id),
    meter_id          uuid    not null,
    direction         text,
    generated_wh      numeric not null,
    carry_in_wh       numeric not null,
    whole_mwh         bigint  not null check (whole_mwh >= 0),
    carry_out_wh      numeric not null,
    carried_by        text    not null check (carried_by in ('registry', 'platform')),
    unreported_in_wh  numeric not null,
    reported_wh       numeric not null check (reported_wh >= 0),
    unreported_out_wh numeric not null,
    values_sha256     text    not null,
    primary key (report_id, meter_id)
);

-- What a report corrected of months that were frozen before.
create table generation_report_adjustments (
    report_id   uuid    not null references generation_reports (id),
    meter_id    uuid    not null,
    month       date    not null,
    told_wh     numeric not null,
    now_wh      numeric not null,
    change_wh   numeric not null check (change_wh = now_wh - told_wh),
    primary key (report_id, meter_id, month)
);

-- What was told of a meter, for another facility that has it now.
create index generation_report_lines_meter on generation_report_lines (meter_id);
create index generation_report_adjustments_meter on generation_report_adjustments (meter_id);

create function generation_reports_stay() returns trigger language plpgsql as $$
begin
    raise exception 'a frozen generation report is never changed';
end
$$;
create trigger stay before update or delete or truncate on generation_reports
    execute function generation_reports_stay();
create trigger stay before update or delete or truncate on generation_report_lines
    execute function generation_reports_stay();
create trigger stay before update or delete or truncate on generation_report_adjustments
    execute function generation_reports_stay();
