-- Runs of a play and the rungs of its ladder. Written from docs/language.md, section 8.

create or replace table rescue_days as
select d.account, d.day, s.alive, range_below(c.low, c.high, 60000000) as low_enough, c.low, c.high,
  case when count(orders) over w14 = 14 then sum(orders) over w14 > 0 end as bought,
  case when count(orders) over w7 = 7 then sum(orders) over w7 >= 1 end as bought_this_week,
  case when count(orders) over w30 = 30 then sum(orders) over w30 = 0 end as silent
from daily d join spine s using (account, day) join score_days c using (account, day)
window w7 as (partition by d.account order by d.day rows between 6 preceding and current row),
  w14 as (partition by d.account order by d.day rows between 13 preceding and current row),
  w30 as (partition by d.account order by d.day rows between 29 preceding and current row);

-- When a run that starts on a day would end, and how. Nothing ends on the first day; a window of `win` that begins before
-- the run is unknown, so that it is not won before its fourteenth day.
create or replace table rescue_ends as
select r.account, r.day as started,
  arg_min({day: d.day, ending: case when d.bought and d.day >= r.day + 13 then 'won' else 'ran out' end}, d.day) as ending
from rescue_days r
join rescue_days d on d.account = r.account and d.day > r.day and d.day <= r.day + 60 and (d.bought and d.day >= r.day + 13 or d.day = r.day + 60)
where r.alive and r.low_enough
group by all;

create or replace table rescues as
with recursive run as (
  select account, min(day) as started from rescue_days where alive and low_enough group by account
  union all
  select r.account, min(n.day)
  from run r join rescue_ends e on e.account = r.account and e.started = r.started
  join rescue_days n on n.account = r.account and n.day >= e.ending.day + 45 and n.alive and n.low_enough
  group by r.account
)
select r.account, r.started, e.ending.day as ended, e.ending.ending as ending
from run r left join rescue_ends e on e.account = r.account and e.started = r.started;

-- The rung that names the answer a touch asks for counts from the delivery that asked.
create or replace table rescue_touches as
select r.account, r.started, r.ended, min(l.done_on) as asked_on, min(l.done_at) as asked_at
from rescues r left join ledger l on l.account = r.account and l.name = 'call' and l.source = 'play rescue' and l.outcome = 'done'
  and l.dated >= r.started and l.dated <= coalesce(r.ended, l.dated)
group by all;

create or replace table rungs as
with days as (
  select *, unnest([{rung: 1, day: started + 7}, {rung: 2, day: asked_on + 12}, {rung: 3, day: started + 20}, {rung: 4, day: started + 40}]) as r from rescue_touches
)
select d.account, d.started, d.r.rung as rung, d.r.day as day, now.bought_this_week, now.silent,
  range_at_least(now.low - first.high, now.high - first.low, 5000000) as better,
  exists (select 1 from happenings h where h.account = d.account and h.instant > d.asked_at and h.day <= d.r.day) as answered
from days d join rescue_days now on now.account = d.account and now.day = d.r.day
join rescue_days first on first.account = d.account and first.day = d.started
where d.ended is null or d.r.day < d.ended;

-- agree rescues
-- form runs
-- found select account, started, ended, ending from play_runs where play = 'rescue'
select account, started, ended, ending from rescues

-- agree rungs
-- form rungs
-- found select account, dated as day, cast(regexp_extract(path, 'rung/([0-9]+)', 1) as integer) as rung from ledger where path like 'play rescue/%rung/%'
select account, day, rung from rungs
where case rung when 1 then bought_this_week is not true when 2 then not answered when 3 then coalesce(silent, false) else better is not true end
