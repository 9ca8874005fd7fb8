-- Tells whether what has come is what is stored, without reading it: the first eight bytes of SHA-256 over the intervals'
-- length, the power of ten, and each value and quality. Null in rows of before, which are compared number by number;
-- whoever changes values by hand sets it to null.
-- Everybody else waits behind it, so it does not wait long itself; the start is repeated then.
set local lock_timeout = '3s';
alter table interval_blocks add column fingerprint bigint;
