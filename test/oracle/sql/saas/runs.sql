-- Runs of plays and the rungs of their ladders. Written from docs/language.md, section 8.

-- When a run that starts on a day would end, and how: won, lost, or after its time. Nothing ends on the first day.
create or replace table rescue_ends as
with runs as (
  select s.account, s.day as started, s.health from daily s join spine using (account, day) where alive and health < 72000000
)
select r.account, r.started,
  arg_min({day: d.day, ending: case when d.health - r.health >= 10000000 then 'won' when a.ends = d.day then 'lost' else 'ran out' end}, d.day) as ending
from runs r join accounts a using (account)
join daily d on d.account = r.account and d.day > r.started and d.day <= r.started + 60
  and (d.health - r.health >= 10000000 or d.day = a.ends or d.day = r.started + 60)
group by all;

create or replace table rescues as
with recursive candidate as (
  select account, day from daily join spine using (account, day) where alive and health < 72000000
), run as (
  select c.account, min(c.day) as started, 1 as n from candidate c group by c.account
  union all
  select r.account, min(c.day), r.n + 1
  from run r join rescue_ends e on e.account = r.account and e.started = r.started
  join candidate c on c.account = r.account and c.day >= e.ending.day + 30
  group by r.account, r.n
)
select r.account, r.started, e.ending.day as ended, e.ending.ending as ending
from run r left join rescue_ends e on e.account = r.account and e.started = r.started;

-- A window of `win` that begins before the run's first day is unknown. (Runs beside a crisis, which makes them stand
-- still, are left to the lifts of models.sql.)
create or replace table coachings as
select r.account, r.started, r.ended, r.ending from play_runs r
where play = 'coaching' and not exists (
  select 1 from play_runs c where c.account = r.account and c.play = 'crisis' and c.started <= coalesce(r.ended, c.started) and coalesce(c.ended, r.started) >= r.started
);

create or replace table rescue_touches as
select r.account, r.started, r.ended, min(l.done_on) as asked_on, min(l.done_at) as asked_at
from rescues r left join ledger l on l.account = r.account and l.name = 'discovery' and l.outcome = 'done'
  and l.dated >= r.started and l.dated <= coalesce(r.ended, l.dated)
group by all;

-- Rungs are asked once, on their day, while the run is open and no reply has stopped the ladder. One whose condition names the
-- answer that a touch asks for counts from the delivery that asked, and so does what has happened of it; other events count
-- from the run's start.
create or replace table rungs as
with days as (
  select account, started, ended, asked_at, unnest([
    {rung: 1, day: asked_on + 10, since: asked_at, event: 'reply'},
    {rung: 2, day: started + 12, since: null, event: 'renewed'},
    {rung: 3, day: started + 20, since: null, event: null},
    {rung: 4, day: started + 25, since: null, event: null}
  ]) as r
  from rescue_touches
), asked as (
  select d.account, d.started, d.r.rung as rung, d.r.day as day,
    exists (select 1 from happenings h where h.account = d.account and h.event = d.r.event and h.day <= d.r.day
      and (h.instant > d.r.since or d.r.since is null and h.day > d.started)) as happened
  from days d
  where d.r.day <= date '2026-06-30' and (d.ended is null or d.r.day < d.ended)
    and not exists (select 1 from happenings h where h.account = d.account and h.event = 'reply' and h.instant > d.asked_at and h.day <= d.r.day)
)
select a.account, a.started, a.rung, a.day, a.happened, now.health < 65000000 as still_low,
  now.health - first.health >= 5000000 as better
from asked a join daily now on now.account = a.account and now.day = a.day
join daily first on first.account = a.account and first.day = a.started;

-- agree rescues
-- form runs
-- found select account, started, ended, ending from play_runs where play = 'rescue'
select account, started, ended, ending from rescues

-- agree coachings
-- form runs
-- found select account, started, ended, ending from coachings
with ends as (
  select c.account, c.started, arg_min({day: d.day, ending: case when d.active >= 5 and d.day >= c.started + 6 then 'won' when d.day = c.started + 45 then 'ran out' else 'withdrawn' end}, d.day) as ending
  from coachings c join accounts a using (account)
  join (
    select account, day, count(*) filter (where logins > 0) over (partition by account order by day rows between 6 preceding and current row) as active from daily
  ) d on d.account = c.account and d.day > c.started and (d.active >= 5 and d.day >= c.started + 6 or d.day = c.started + 45 or d.day = a.ends + 1)
  where a.ends is null or d.day <= a.ends + 1
  group by all
)
select c.account, c.started, e.ending.day as ended, e.ending.ending as ending from coachings c left join ends e using (account, started)

-- agree rungs
-- form rungs
-- found select account, dated as day, case when path like '%rung/1%' then 1 when path like '%rung/2%' then 2 when path like '%rung/3%' then 3 else 4 end as rung from ledger where path like 'play rescue/%' and name in ('save_call', 'watcher', 'exec_note')
select account, day, rung from rungs
where case rung when 1 then not happened when 2 then not happened when 3 then coalesce(still_low, false) else better is not true end
