-- Touch models. Written from docs/language.md, section 3, "models", and section 8, "lifts to" and "pauses".

-- From the day after a run starts to the day it ends; one that stands still lifts to nothing.
create or replace table lifts as
with open_days as (
  select r.account, s.day, r.play from play_runs r
  join spine s on s.account = r.account and s.day > r.started and (r.ended is null or s.day <= r.ended)
)
select o.account, o.day, bool_or(o.play = 'rescue') as to_high,
  bool_or(o.play = 'coaching' and p.account is null) as to_medium
from open_days o
left join (select distinct account, day from open_days where play = 'crisis') p on p.account = o.account and p.day = o.day
group by all;

create or replace table model_days as
with own as (
  select s.account, s.day,
    case when high_own then 'high' when high_own is null then null when medium_own then 'medium' when medium_own is null then null
         when light_own then 'light' when light_own is null then null else 'digital' end as own
  from (
    select d.account, d.day, g.closing = 'top' or w.within as high_own,
      range_below(c.low, c.high, 60000000) or case when d.check_in is not null then d.day - d.check_in > 60 when d.day - d.known_from > 60 then true end as medium_own,
      g.closing in ('mid', 'shaky') as light_own
    from delivered_days d join standings g using (account, day) join score_days c using (account, day)
    join stage_days w on w.account = d.account and w.day = d.day and w.stage = 'setup'
  ) s
)
select o.account, o.day, o.own,
  case when l.to_high then 'high' when l.to_medium and coalesce(own, 'digital') <> 'high' then 'medium' else own end as model
from own o left join lifts l using (account, day);

-- agree models_day_by_day
-- form touch models
-- found select m.account, d.day, m.own, m.model from models m join spine d on d.account = m.account and d.day between m.from_day and m.to_day
select account, day, own, model from model_days

-- case served_high
-- form touch models
-- play model is high
select account, day, model = 'high' as truth from model_days

-- case served_in_between
-- form touch models
-- play model is one of medium, light
select account, day, model in ('medium', 'light') as truth from model_days

-- case falling_when_served_high
-- form trigger scope of a model
-- scope for high, light
-- play active_users falls > 5% over 7d
select d.account, d.day, case when before > 0 then (before - active_users) * 100 > 5 * before end as truth, coalesce(model in ('high', 'light'), false) as in_scope
from (select account, day, active_users, lag(active_users, 7) over (partition by account order by day) as before from daily) d
join model_days using (account, day)
