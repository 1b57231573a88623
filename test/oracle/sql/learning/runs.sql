-- Runs of a play and the rungs of its ladder. Written from docs/language.md, section 8.

create or replace table rescue_days as
select d.account, d.day, s.alive, range_below(c.low, c.high, 45000000) as low_enough, c.low, c.high, d.breadth,
  case when count(clicks) over w = 7 then sum(clicks) over w > 20 end as back_again,
  case when count(clicks) over w3 = 3 and count(clicks) over before3 = 3 then sum(clicks) over w3 - sum(clicks) over before3 >= 5 end as more_clicks
from daily d join spine s using (account, day) join score_days c using (account, day)
window w as (partition by d.account order by d.day rows between 6 preceding and current row),
  w3 as (partition by d.account order by d.day rows between 2 preceding and current row),
  before3 as (partition by d.account order by d.day rows between 5 preceding and 3 preceding);

-- When a run that starts on a day would end, and how. Nothing ends on the first day; a window of `win` that begins before
-- the run is unknown, so that it is not won before its seventh day.
create or replace table rescue_ends as
select r.account, r.day as started,
  arg_min({day: d.day, ending: case when d.back_again and d.day >= r.day + 6 then 'won' when d.day = a.ends then 'lost' else 'ran out' end}, d.day) as ending
from rescue_days r join accounts a using (account)
join rescue_days d on d.account = r.account and d.day > r.day and d.day <= r.day + 40
  and (d.back_again and d.day >= r.day + 6 or d.day = a.ends or d.day = r.day + 40)
where r.alive and r.low_enough
group by all;

-- Without `again` a run starts only after the condition was known false since the last one's end.
create or replace table restarts as
with let_go as (
  select account, day as ended, min(day) filter (where alive and not low_enough) over (partition by account order by day rows between current row and unbounded following) as let_go
  from rescue_days
)
select g.account, g.ended, min(r.day) as started
from let_go g join rescue_days r on r.account = g.account and r.day >= g.let_go and r.alive and r.low_enough
group by all;

create or replace table rescues as
with recursive run as (
  select account, min(day) as started from rescue_days where alive and low_enough group by account
  union all
  select r.account, n.started
  from run r join rescue_ends e on e.account = r.account and e.started = r.started
  join restarts n on n.account = r.account and n.ended = e.ending.day
)
select r.account, r.started, e.ending.day as ended, e.ending.ending as ending
from run r left join rescue_ends e on e.account = r.account and e.started = r.started;

-- The rung that names the answer a touch asks for counts from the delivery that asked.
create or replace table rescue_touches as
select r.account, r.started, r.ended, min(l.done_on) as asked_on
from rescues r left join ledger l on l.account = r.account and l.name = 'talk' and l.source = 'play rescue' and l.outcome = 'done'
  and l.dated >= r.started and l.dated <= coalesce(r.ended, l.dated)
group by all;

create or replace table rungs as
with days as (
  select *, unnest([{rung: 1, day: started + 5}, {rung: 2, day: asked_on + 15}, {rung: 3, day: started + 20}, {rung: 4, day: started + 30}]) as r from rescue_touches
)
select d.account, d.started, d.r.rung as rung, d.r.day as day, now.more_clicks, now.breadth is not null and range_below(now.low, now.high, 50000000) as still_low,
  range_at_least(now.low - first.high, now.high - first.low, 3000000) as better,
  exists (select 1 from happenings h where h.account = d.account and h.day >= d.asked_on and h.day <= d.r.day) as answered
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
where case rung when 1 then more_clicks is not true when 2 then not answered when 3 then coalesce(still_low, false) else better is not true end
