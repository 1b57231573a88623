-- What the generated software histories say, day by day, under the rules of docs/language.md.
-- Variables: data (the folder), every (keep one account in so many).

-- Rows hold from a date on. Money is whole cents.
create table account_rows as
select account, valid_from, time_zone, plan, cast(arr as bigint) * 100 as arr, storage_limit_gb as storage_limit, contract_start, renewal, churned_on,
  strategic, notice_given, seats
from read_csv(getvariable('data') || '/accounts.csv')
where account in (
  select account from read_csv(getvariable('data') || '/accounts.csv') group by account
  qualify row_number() over (order by account) % getvariable('every') = 0
);

-- The zone, the first day and the last never change in these files; nothing is known of an account before its first row.
create table accounts as
select account, any_value(time_zone) as time_zone, greatest(min(contract_start), min(valid_from)) as begins, min(churned_on) as ends, min(contract_start) as anchor
from account_rows group by account;

create table spine as
select a.account, d.day, d.day >= a.begins and (a.ends is null or d.day <= a.ends) as alive
from accounts a, (select unnest(generate_series(date '2025-01-01', date '2026-06-30', interval 1 day))::date as day) d;

-- The account's fields as of each day.
create table fields as
select s.account, s.day, r.* exclude (account, valid_from)
from spine s asof left join account_rows r on r.account = s.account and r.valid_from <= s.day;

-- `logins` and `core_usage` are zero when missing, `active_users` carries, `storage` has no rule.
-- Scores are whole millionths; `health` carries.
create table daily as
with raw as (
  select s.account, s.day, s.alive, u.logins, u.core_usage, u.active_users, u.storage_gb as storage, cast(h.value as bigint) * 1000000 as health
  from spine s
  left join read_parquet(getvariable('data') || '/usage/*.parquet') u on u.account = s.account and u.day = s.day
  left join read_csv(getvariable('data') || '/scores.csv.gz') h on h.account = s.account and h."on" = s.day and h.score = 'Health Score'
), carried as (
  select *,
    last_value(active_users ignore nulls) over so_far as last_active_users, last_value(health ignore nulls) over so_far as last_health
  from raw
  window so_far as (partition by account order by day rows between unbounded preceding and current row)
)
select account, day,
  coalesce(logins, case when alive then 0 end) as logins,
  coalesce(core_usage, case when alive then 0 end) as core_usage,
  coalesce(active_users, case when alive then last_active_users end) as active_users,
  storage,
  coalesce(health, case when alive then last_health end) as health
from carried;

-- A ticket opens and closes on the dates of its instants in the account's zone. Sentiment is whole millionths.
create table tickets as
select t.account, t.severity, cast(cast(t.sentiment as decimal(18, 6)) * 1000000 as bigint) as sentiment,
  cast(t.opened_at at time zone a.time_zone as date) as opened,
  coalesce(cast(t.closed_at at time zone a.time_zone as date), date '9999-12-31') as closed
from read_csv(getvariable('data') || '/tickets.csv', types = {'opened_at': 'timestamptz', 'closed_at': 'timestamptz', 'sentiment': 'decimal(18, 6)'}) t
join accounts a using (account)
where cast(t.opened_at at time zone a.time_zone as date) between date '2025-01-01' and date '2026-06-30';

-- The segment of each day: the first condition known true; an unknown one ends the search.
create table segments as
select account, day, case
    when health is null then null
    when health < 60000000 then 'shaky'
    when arr is null then null
    when arr >= 10000000 or strategic then 'enterprise'
    when arr >= 2500000 then 'mid_market'
    else 'small' end as segment
from daily join fields using (account, day);

create table answers as
select account, answered_on as day, score from read_csv(getvariable('data') || '/nps.csv');

-- Known days: from the account's first to the last of the tables, which `covers` in playc.yaml says are these.
create table event_days as
select s.account, s.day, greatest(r.contract_start, date '2025-01-01') as known_from,
  s.day between greatest(r.contract_start, date '2025-01-01') and date '2026-06-30' as ticket_known,
  s.day between greatest(r.contract_start, date '2025-01-01') and date '2026-05-31' as answer_known
from spine s join (select account, min(contract_start) as contract_start from account_rows group by account) r using (account);
