-- Every import asks which of its meters have readings from files, and most have none: without this it would read all that
-- is stored of them. Holds nothing but what came from files. Reads all blocks once; meanwhile nobody writes any.
set local lock_timeout = '3s';
create index interval_blocks_uploads on interval_blocks (meter_id) where source = 'upload';
