-- The files of a run, as docs/ledger.md tells their columns. Variable: run (their folder).
create or replace table ledger as from read_parquet(getvariable('run') || '/ledger.parquet');
create or replace table delivered as from read_parquet(getvariable('run') || '/delivered.parquet');
create or replace table play_runs as from read_parquet(getvariable('run') || '/play_runs.parquet');
create or replace table scores as from read_parquet(getvariable('run') || '/scores.parquet');
create or replace table models as from read_parquet(getvariable('run') || '/models.parquet');
create or replace table experiment_arms as from read_parquet(getvariable('run') || '/experiment_arms.parquet');
create or replace table journey as from read_parquet(getvariable('run') || '/journey.parquet');

-- The cut-offs of the reviews, as manifest.json has them.
create or replace table told_cutoffs as
select r.field, r.side, cast(v."on" as date) as review, cast(v.cutoff.value as bigint) as value, cast(v.cutoff.account as varchar) as account
from (select r, unnest(r.reviews) as v from (select unnest(ranks) as r from read_json(getvariable('run') || '/manifest.json')));
