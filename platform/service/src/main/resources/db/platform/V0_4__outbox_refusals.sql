-- Since when Kafka refuses the event for what it is, rather than for being away; null once it is accepted.
alter table outbox add column refused_at timestamptz;

-- Events that hold back the later ones of their subject; nearly always none.
create index outbox_failing on outbox (slot, subject, position) where published_at is null and attempts > 0;
