-- Where in an import's documents some of what was not understood is: a list of {document, where}, a few per document,
-- the document by the name under which it is kept.
alter table quarantined_items add column places jsonb not null default '[]';
