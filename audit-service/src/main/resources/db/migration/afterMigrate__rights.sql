-- What the role with which the service works may do, said anew after each start: read and append the log, nothing more of
-- it; everything with the platform's tables, of which later versions may bring further ones.
do $$
declare
    place record;
begin
    if current_user = '${service_role}' then
        raise exception 'the audit log must not be written by the role that owns it'
            using hint = 'dcarbon.database.owner.username names the owner, dcarbon.database.username another role';
    end if;
    -- Replicas that start at the same time do this one after the other.
    perform pg_advisory_xact_lock(hashtext('rights of the audit log'));
    for place in select tablename as name from pg_tables where schemaname = 'public' loop
        execute format('revoke all on table public.%I from public, "${service_role}"', place.name);
        if place.name like 'audit\_%' then
            execute format('grant select on table public.%I to "${service_role}"', place.name);
        elsif place.name <> 'flyway_schema_history' then
            execute format('grant select, insert, update, delete on table public.%I to "${service_role}"', place.name);
        end if;
    end loop;
    for place in select oid::regprocedure as name from pg_proc
                 where pronamespace = 'public'::regnamespace
                   and proname in ('append_audit_entry', 'close_audit_days', 'announce_audit_day',
                                   'drop_audit_entries') loop
        execute format('revoke all on function %s from public', place.name);
        execute format('grant execute on function %s to "${service_role}"', place.name);
    end loop;
    revoke create on schema public from public, "${service_role}";
    grant usage on schema public to "${service_role}";
end $$;
