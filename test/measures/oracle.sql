-- What every measure of test/measures/project adds up to, account by account, from the input files and from what the
-- simulation did (ledger, delivered, play_runs): written from docs/language.md, section 17, without a look at the runtime.
-- Variables: data, out (folders), a, b (the reported days). The data is of 2025-01-01 to 2026-06-30.

create table account_rows as
select account, valid_from, time_zone, cast(round(arr * 100) as bigint) as arr, contract_start, renewal, churned_on, coalesce(strategic, false) as strategic
from read_csv(getvariable('data') || '/accounts.csv', types = {'valid_from': 'date', 'arr': 'double', 'contract_start': 'date', 'renewal': 'date', 'churned_on': 'date', 'strategic': 'boolean'});

create table accounts as
select account, any_value(time_zone) as zone, min(contract_start) as starts, min(valid_from) as known, min(churned_on) as ends
from account_rows group by account;

create table life as
select account, zone, starts, known, ends, greatest(starts, known, date '2025-01-01') as first_day,
  least(coalesce(ends, date '2026-06-30'), date '2026-06-30') as last_day, greatest(starts, date '2025-01-01') as events_from
from accounts;

-- The row in force on a day.
create macro arr_on(who, d) as (select arg_max(struct_pack(v := r.arr), r.valid_from).v from account_rows r where r.account = who and r.valid_from <= d);
-- The flag has a default, also before the first row.
create macro strategic_on(who, d) as (select coalesce(arg_max(r.strategic, r.valid_from), false) from account_rows r where r.account = who and r.valid_from <= d);
create macro renewal_on(who, d) as (select arg_max(struct_pack(v := r.renewal), r.valid_from).v from account_rows r where r.account = who and r.valid_from <= d);

create table happened as
select t.account, t.kind, t.at as moment, cast(t.at at time zone l.zone as date) as day
from read_csv(getvariable('data') || '/activities.csv', types = {'at': 'timestamptz'}) t join life l using (account)
where cast(t.at at time zone l.zone as date) between date '2025-01-01' and date '2026-06-30';

-- A date alone is the close of its day.
create table answers as
select n.account, n.answered_on as day, n.score, n.account || n.answered_on || coalesce(n.score, -1) as id
from read_csv(getvariable('data') || '/nps.csv', types = {'score': 'integer', 'answered_on': 'date'}) n join life using (account)
where n.answered_on between date '2025-01-01' and date '2026-06-30';

create table scores as
select account, "on" as day, cast(value as bigint) * 1000000 as value from read_csv(getvariable('data') || '/scores.csv.gz', types = {'on': 'date'})
where score = 'Health Score' and "on" between date '2025-01-01' and date '2026-06-30';

-- The value of a day: recorded, or within the life the last one recorded.
create macro health_on(who, d) as (
  select case when l.first_day <= d and d <= l.last_day then (select arg_max(s.value, s.day) from scores s where s.account = who and s.day <= d)
    else (select max(s.value) from scores s where s.account = who and s.day = d) end
  from life l where l.account = who);

-- At the opening of a day: `count of attended over N days >= 1`; unknown where the window leaves the known days.
create macro met(who, d, n) as (
  select case when d - n < l.events_from or d - 1 < l.known or d - 1 > date '2026-06-30' then null
    else exists (select 1 from happened h where h.account = who and h.kind = 'attended' and h.day between d - n and d - 1) end
  from life l where l.account = who);

create table touches as
select account, name, channel, done_at as moment, done_on as day from read_parquet(getvariable('out') || '/ledger.parquet')
where kind = 'touch' and outcome = 'done'
union all
select account, name, coalesce(channel, case name when 'mail' then 'email' when 'qbr' then 'video' else 'phone' end), delivered_at, delivered_on
from read_parquet(getvariable('out') || '/delivered.parquet') where kind = 'touch' and demand is null;

create table runs as select * from read_parquet(getvariable('out') || '/play_runs.parquet');

-- measure, account, the day whose opening decides `among` and `by`, what it adds; `unknown` 1 where nobody knows.
create table units (measure varchar, account varchar, begins date, x hugeint, y hugeint, waiting integer, days integer, unknown integer);

-- ---- revenue
create macro cohort(first) as table
select account, first as begins, arr_on(account, first) as paid_then,
  case when ends <= getvariable('b') then 0 else arr_on(account, getvariable('b')) end as paid_now
from life where first between first_day and last_day;
create table revenue_measures as
select 'churn' as measure, cast(getvariable('b') - interval 1 year as date) + 1 as first, 'churn' as what
union all select 'net', cast(getvariable('b') - interval 1 year as date) + 1, 'net'
union all select 'kept', cast(getvariable('b') - interval 6 months as date) + 1, 'gross';
insert into units
select measure, c.account, first, case when paid_then is null or paid_now is null then 0 else paid_then end,
  case when paid_then is null or paid_now is null then 0 when what = 'net' then paid_now when what = 'gross' then least(paid_then, paid_now)
    else paid_then - least(paid_then, paid_now) end,
  0, null, (paid_then is null or paid_now is null)::int
from revenue_measures, lateral (select * from cohort(first)) c;
insert into units
select 'too_long', account, null, 0, 0, 0, null, 1 from life where first_day <= getvariable('b') and last_day >= getvariable('a') and first_day <= last_day;

-- ---- accounts
insert into units
select 'green', account, getvariable('b'), (v is not null)::int, coalesce((v >= 80000000)::int, 0), 0, null, (v is null)::int
from (select account, health_on(account, getvariable('b')) as v from life where getvariable('b') between first_day and last_day);
insert into units
select 'active', account, greatest(getvariable('b') - 89, first_day), known, case when known = 1 then replied else 0 end, 0, null, 1 - known
from (select account, first_day, (getvariable('b') - 89 >= events_from)::int as known,
    exists (select 1 from happened h where h.account = l.account and h.kind = 'reply' and h.day between getvariable('b') - 89 and getvariable('b'))::int as replied
  from life l where getvariable('b') between first_day and last_day);

-- ---- runs
insert into units
select 'cared', account, started, 1, (ending = 'won')::int, 0, null, 0 from runs
where play = 'care' and ending in ('won', 'lost', 'ran out') and ended between getvariable('a') and getvariable('b');
insert into units
with timed as (select *, renewal_on(account, started) - 30 as deadline from runs where play = 'renew'),
decided as (
  select account, started, case when deadline is null or ended <= deadline then ended else greatest(deadline, started) end as on_day,
    case when deadline is null then null else coalesce(ended <= deadline and ending = 'won', false) end as won,
    case when deadline is null or ended <= deadline then ending in ('won', 'lost', 'ran out') else true end as counts
  from timed)
select 'renewed_in_time', account, started, (won is not null)::int, coalesce(won::int, 0), 0, null, (won is null)::int
from decided where counts and on_day between getvariable('a') and getvariable('b');

-- ---- answers: an event answers the latest one before it that is not answered yet and still in time, so that walking from the
-- last question to the first, each takes the earliest answer in time that nobody later took.
create table asking (measure varchar, account varchar, moment timestamptz, day date, place bigint, last_day date, kind varchar);
create macro close_of(who, d) as (select (d + 1)::timestamp at time zone l.zone from life l where l.account = who);
insert into asking
select measure, account, moment, day, row_number() over (partition by measure, account order by moment, name), day + within, answer
from (
  select *, 'all_answered' as measure, 2 as within, 'reply' as answer from touches
  union all select *, 'mail_answered', 7, 'reply' from touches where channel = 'email'
  union all select *, 'review_answered', 3, 'attended' from touches where name = 'qbr'
  union all select account, kind, null, moment, day, 'met_after_reply', 14, 'attended' from happened join life using (account)
    where kind = 'reply' and day between first_day and last_day
  union all select account, 'nps', null, close_of(account, day), day, 'again', 200, 'nps' from answers join life using (account)
    where score <= 8 and day between first_day and last_day)
where day between getvariable('a') and getvariable('b');
create table replies as
select account, kind, moment, day, row_number() over (partition by account, kind order by moment) as place
from (select account, kind, moment, day from happened union all select account, 'nps', close_of(account, day), day from answers)
where day <= getvariable('b');

-- Step by step over the replies of each account, the open questions as a list with the latest last.
create table answered as
with recursive steps as (
  select a.measure, a.account, a.kind, 0::bigint as step, []::bigint[] as taken
  from (select distinct measure, account, kind from asking) a
  union all
  select s.measure, s.account, s.kind, s.step + 1,
    case when q.place is null then s.taken else list_append(s.taken, q.place) end
  from steps s join replies r on r.account = s.account and r.kind = s.kind and r.place = s.step + 1
  left join lateral (
    select max(a.place) as place from asking a
    where a.measure = s.measure and a.account = s.account and a.moment < r.moment and not list_contains(s.taken, a.place)
      -- The latest open one decides: when its time is over, so is that of all before it.
      and a.last_day >= r.day) q on true)
select measure, account, arg_max(taken, step) as taken from steps group by measure, account;

insert into units
select q.measure, q.account, q.day, case when hit or known then 1 else 0 end, hit::int, 0, null, (not hit and not known)::int
from (
  select a.*, coalesce(list_contains(t.taken, a.place), false) as hit, a.day >= l.events_from and a.last_day <= date '2026-06-30' as known
  from asking a join life l using (account) left join answered t using (measure, account)) q
where hit or last_day <= getvariable('b');
-- A score that nobody knows may be 8 or less.
insert into units
select 'again', account, day, 0, 0, 0, null, 1 from answers join life using (account)
where score is null and day between getvariable('a') and getvariable('b') and day between first_day and last_day;

-- ---- events
insert into units
select measure, account, day, (score is not null)::int,
  case when score is null then 0 when measure = 'happy' then (score >= 8)::int else (score >= 9)::int - (score <= 6)::int end, 0, null, (score is null)::int
from answers join life using (account), (values ('promoters'), ('happy')) m(measure)
where day between getvariable('a') and getvariable('b') and day between first_day and last_day;

-- ---- days on which events are not known, once an account
insert into units
select measure, account, null, 0, 0, 0, null, 1
from life, (values ('promoters'), ('happy'), ('again'), ('met_after_reply'), ('after_reply')) m(measure)
where first_day <= getvariable('b') and last_day >= getvariable('a') and first_day <= last_day and greatest(first_day, getvariable('a')) < events_from;

-- ---- times
create table began as
select account, ends, first_day, last_day, (select arg_max(r.contract_start, r.valid_from) from account_rows r where r.account = l.account and r.valid_from <= getvariable('b')) as began
from life l;
-- Who said nothing of itself yet on the day of arrival did not say when it begins either.
create table arrivals as
select 'first_use' as measure, b.account, began, min(h.day) as day, false as open
  from began b left join happened h on h.account = b.account and h.kind = 'first_value' and h.day between b.began and getvariable('b') group by all
union all
select 'first_praise', b.account, began, min(n.day) filter (score >= 8), coalesce(min(n.day) filter (score is null) <= coalesce(min(n.day) filter (score >= 8), date '9999-01-01'), false)
  from began b left join answers n on n.account = b.account and n.day between b.began and getvariable('b') group by all
union all
select 'left', account, began, case when renewal_on(account, getvariable('b')) <= getvariable('b') then renewal_on(account, getvariable('b')) end, false from began;
insert into units
select measure, account, began, (day is not null and not open)::int, case when day is null or open then 0 else day - began end,
  (day is null and not open)::int,
  case when open then null when day is not null then day - began else greatest(least(last_day, getvariable('b')) - began, 0) + 1 end, open::int
from (select * replace (open or coalesce(day < known, false) and measure <> 'left' as open) from arrivals join (select account, known, first_day, last_day from life) using (account))
where first_day <= least(last_day, getvariable('b')) and began between getvariable('a') and getvariable('b');

-- ---- changes
insert into units
select measure, account, day, (before is not null and later is not null)::int,
  case when before is null or later is null then 0 else later - before end, 0, null, (before is null or later is null)::int
from (
  select *, health_on(account, day - 1) as before, health_on(account, day + after) as later
  from (
    select 'after_review' as measure, account, day, 30 as after from touches where name = 'qbr'
    union all select 'after_reply', account, day, 14 from happened join life using (account) where kind = 'reply' and day between first_day and last_day)
  where day >= getvariable('a') and day + after <= getvariable('b'));

-- ---- among and by
create table judged as
select *,
  case measure
    when 'kept' then not strategic_on(account, begins) when 'green' then strategic_on(account, begins)
    when 'review_answered' then strategic_on(account, begins) when 'after_reply' then strategic_on(account, begins)
    when 'renewed_in_time' then met(account, begins, 30) else true end as meant,
  case
    when begins is null then null
    when measure in ('kept', 'net', 'mail_answered', 'after_review') then met(account, begins, 90)
    when measure = 'active' then met(account, begins, 30)
    when measure in ('cared', 'met_after_reply', 'promoters', 'first_use') then strategic_on(account, begins) end as compared
from units;

create table expected as
select account, measure, case compared when true then 'with' when false then 'without' else 'rest' end as part,
  sum(case when begins is null or meant then x else 0 end)::double as x, sum(case when begins is null or meant then y else 0 end)::double as y,
  sum(case when meant then waiting else 0 end)::integer as waiting, max(case when meant then days end) as days,
  sum(case when begins is null or meant then unknown else 1 end)::integer as unknown
from judged where begins is null or meant is not false
group by all;

-- ---- the return
create table expected_lines as
with done as (select *, effort_minutes + prep_minutes as minutes from read_parquet(getvariable('out') || '/ledger.parquet') where outcome = 'done'),
valued as (
  select account, 'benefit kept' as line, arr_on(account, ended) as arr from runs where play = 'care' and ending = 'won' and ended between getvariable('a') and getvariable('b')
  union all select account, 'benefit told', arr_on(account, done_on) from done where name = 'qbr' and kind = 'touch'
  union all select account, 'benefit praised', arr_on(account, day) from answers join life using (account)
    where day between getvariable('a') and getvariable('b') and day between first_day and last_day)
select account, 'cost salaries' as line, count(*) as times, sum(minutes) as units, 0 as unknown from done where owner_role = 'csm' and kind <> 'start' group by account
union all select account, 'cost calls', count(*), count(*), 0 from done where name = 'qbr' group by account
union all select account, 'cost mails', count(*), count(*), 0 from done where channel = 'email' group by account
union all select account, 'benefit answered', count(*), count(*), 0 from happened join life using (account)
  where kind = 'reply' and day between getvariable('a') and getvariable('b') and day between first_day and last_day group by account
union all select account, line, count(arr), coalesce(sum(arr), 0), count(*) filter (arr is null) from valued group by account, line;
