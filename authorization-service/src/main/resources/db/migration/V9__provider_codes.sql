-- What the provider itself called it, where a step went wrong.
alter table authorization_steps add column provider_code text;
