-- To end an authorization at its utility the customer's tokens can be needed, and they end there, too. Encrypted like the
-- access token, and gone with it once they have ended.
alter table revocations
    add column refresh_token   text,
    add column scope           text,
    -- When the utility's own record of it ended, if the tokens took longer.
    add column record_ended_at timestamptz,
    add constraint revocations_tokens_gone check (outcome is null or refresh_token is null);

-- Whether an authorization is still to be ended at its utility.
create index revocations_of_authorization on revocations (authorization_id) where outcome is null;
