-- How fast an account at a provider may be asked, by all replicas of the service together.
create table provider_paces (
    account      text        primary key,
    -- up to when places are taken
    taken_until  timestamptz not null,
    -- the provider wants to be left alone until then
    paused_until timestamptz
);
