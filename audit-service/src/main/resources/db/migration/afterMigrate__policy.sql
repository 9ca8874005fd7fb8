-- How long entries are kept, as the settings say: the service itself cannot say otherwise later.
do $$
declare
    wished constant json := '${retention}';
begin
    -- Where only some of the migrations are there yet, there is nothing to say.
    if to_regclass('public.audit_retention') is null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('rights of the audit log'));
    -- Not beside a drop, which would write how far it came by the former policy.
    perform pg_advisory_xact_lock(hashtext('retention of the audit log'));
    -- A type that another line speaks of from now on is looked for from the first day.
    if exists (select from json_object_keys(wished) w (event_type)
               full join audit_retention r using (event_type)
               where r.event_type is null or w.event_type is null) then
        update audit_retention set dropped_until = null;
    end if;
    delete from audit_retention where event_type not in (select json_object_keys(wished));
    insert into audit_retention (event_type, period)
    select key, value::interval from json_each_text(wished)
    on conflict (event_type) do update set period = excluded.period where audit_retention.period <> excluded.period;
end $$;
