-- Where buyers are in their journeys. Written from docs/language.md, section 3, "journey".

create or replace table invoice_times as
select x.customer_id as account, timezone('Europe/London', x.invoice_at) as instant, cast(x.invoice_at as date) as day,
  x.is_cancellation = 1 as cancelled, cast(x.amount_gbp * 100 as bigint) as amount, x.country
from read_csv(getvariable('data') || '/invoices.csv', types = {'customer_id': 'varchar', 'amount_gbp': 'decimal(18, 2)'}) x
join accounts a on a.account = x.customer_id;

create or replace table closes as
select d.account, d.day, s.alive,
  case when count(orders) over w60 = 60 then sum(orders) over w60 end as orders_of_60, case when count(orders) over w30 = 30 then sum(orders) over w30 end as orders_of_30,
  case when e.known then d.day - max(p.day) over so_far end as since_invoice, case when e.known then d.day - max(c.day) over so_far end as since_cancel,
  e.known, d.day - e.known_from as known_for
from daily d join spine s using (account, day) join event_days e using (account, day)
left join (select distinct account, day from invoices) p using (account, day)
left join (select distinct account, day from invoices where cancelled) c using (account, day)
window w60 as (partition by d.account order by d.day rows between 59 preceding and current row),
  w30 as (partition by d.account order by d.day rows between 29 preceding and current row),
  so_far as (partition by d.account order by d.day rows between unbounded preceding and current row);

create or replace table occasions as
with keys as (select distinct account, country from invoice_times), clauses as (
  select account, 'buying' as journey, null as key, null as stage, 'enter' as how, 1 as clause, day, instant, 'active' as to_stage, null as confirmed_by from invoice_times where not cancelled
  union all select account, 'buying', null, 'active', 'leave', 1, day, null, 'lapsed', null from closes where orders_of_60 = 0
  union all select account, 'buying', null, 'lapsed', 'back', 1, day, instant, 'active', null from invoice_times where not cancelled and amount >= 10000
  union all select account, 'buying', null, 'lapsed', 'skip', 1, day, null, 'gone', null from closes where since_invoice > 150 or since_invoice is null and known and known_for >= 150
  union all select account, 'buying', null, 'lapsed', 'leave', 1, day, instant, 'active', null from invoice_times
  union all select account, 'buying', null, 'gone', 'back', 1, day, instant, 'active', null from invoice_times where not cancelled
  -- shops, a track for each country
  union all select account, 'shops', country, null, 'enter', 1, day, instant, 'ordering', null from invoice_times where amount >= 20000
  union all select account, 'shops', country, 'ordering', 'leave', 1, day, instant, 'complaining', null from invoice_times where cancelled
  union all select account, 'shops', country, 'ordering', 'leave', 2, day, null, null, null from closes join keys using (account) where orders_of_30 = 0
  union all select account, 'shops', country, 'complaining', 'back', 1, day, instant, 'ordering', null from invoice_times where amount >= 40000
  union all select account, 'shops', country, 'complaining', 'leave', 1, day, null, null, null from closes join keys using (account)
    where since_cancel > 20 or since_cancel is null and known and known_for >= 20
)
select c.* from clauses c join spine s using (account, day) where s.alive;

create or replace table visits as select * from visits_of(['buying', 'shops']);

-- The usual time in a stage, by the segment at entry: as of the opening of the day for what enters at an instant.
create or replace table expected_times as
with entries as (
  select v.*, case when v.entered_at is null then g.closing else g.opening end as segment
  from visits v left join standings g on g.account = v.account and g.day = v.entered
)
select *, case stage when 'active' then case segment when 'big' then 200 when 'fading' then 120 end
    when 'ordering' then case segment when 'big' then 60 else 30 end
    when 'complaining' then case segment when 'small' then 5 when 'middle' then 10 end end as at_most
from entries;

create or replace table stage_days as
select s.account, s.day, k.stage, count(v.stage) > 0 as within, max(s.day - v.entered) as longest,
  coalesce(bool_or(s.day - v.entered > v.at_most), false) as one_overdue, count(v.stage) > count(v.at_most) as one_unknown
from spine s cross join (select unnest(['active', 'lapsed', 'gone', 'ordering', 'complaining']) as stage) k
left join expected_times v on v.account = s.account and v.stage = k.stage and v.entered <= s.day and (v.left_on is null or v.left_on > s.day)
where s.alive group by all;

-- agree visits
-- form journeys
-- found select account, journey, key, stage, entered, case when how in ('end', 'open') then null else "left" end as left_on, case when how in ('end', 'open') then null else how end as how, to_stage, segment from journey
select account, journey, key, stage, entered, left_on, how, to_stage, segment from expected_times

-- case in_active
-- form during a stage
-- play during active
select account, day, within as truth from stage_days where stage = 'active'

-- case in_lapsed
-- form during a stage
-- play during lapsed
select account, day, within as truth from stage_days where stage = 'lapsed'

-- case in_gone
-- form during a stage
-- play not during gone
select account, day, not within as truth from stage_days where stage = 'gone'

-- case in_ordering
-- form during a stage
-- play during ordering
select account, day, within as truth from stage_days where stage = 'ordering'

-- case in_complaining
-- form during a stage
-- play during complaining
select account, day, within as truth from stage_days where stage = 'complaining'

-- case long_in_active
-- form time in a stage
-- play time in active >= 2 months
-- In months, from the day it was entered.
select account, day, day >= day_after(cast(day - cast(longest as integer) as date), 2) as truth from stage_days where stage = 'active'

-- case long_in_ordering
-- form time in a stage
-- play time in ordering > 10d
select account, day, longest > 10 as truth from stage_days where stage = 'ordering'

-- case active_overdue
-- form overdue
-- play active is overdue
select account, day, case when one_overdue then true when not one_unknown then false end as truth from stage_days where stage = 'active'

-- case ordering_overdue
-- form overdue
-- play ordering is overdue
select account, day, case when one_overdue then true when not one_unknown then false end as truth from stage_days where stage = 'ordering'

-- case complaining_overdue
-- form overdue
-- play complaining is overdue
select account, day, case when one_overdue then true when not one_unknown then false end as truth from stage_days where stage = 'complaining'

-- case smaller_while_lapsed
-- form trigger scope of a stage
-- scope during lapsed
-- play orders over 80d = 0
select d.account, d.day, case when count(orders) over w = 80 then sum(orders) over w = 0 end as truth, coalesce(within, false) as in_scope
from daily d left join stage_days s on s.account = d.account and s.day = d.day and s.stage = 'lapsed'
window w as (partition by d.account order by d.day rows between 79 preceding and current row)
