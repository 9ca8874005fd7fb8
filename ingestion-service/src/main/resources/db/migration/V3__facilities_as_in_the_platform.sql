-- The projection of facilities is the platform's now: it keeps the name, which the next event fills in, and an owner
-- without a user id as null.
alter table facilities
    add column name text not null default '',
    alter column owner_id drop not null;
alter table facilities alter column name drop default;
update facilities set owner_id = null where owner_id = '';
