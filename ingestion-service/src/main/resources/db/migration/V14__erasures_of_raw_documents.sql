-- Of which facilities the received documents were erased, and which batches that were waiting then: those whose id is not
-- greater than this one, since ids sort by the time they were made. A batch that is being sealed meanwhile, or that waits
-- with another replica, is erased as well, whenever its turn comes.
create table raw_erasures (
    facility_id uuid primary key,
    until_batch uuid not null
);
