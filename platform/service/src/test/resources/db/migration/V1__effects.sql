create table effects (
    subject text   not null,
    seen    bigint not null
);
