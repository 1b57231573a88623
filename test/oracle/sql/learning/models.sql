-- Touch models. Written from docs/language.md, section 3, "models", and section 8, "lifts to".

create or replace table model_days as
with own as (
  select account, day, case when intensive then 'intensive' when intensive is null then null when normal then 'normal' when normal is null then null else 'distant' end as own
  from (
    select d.account, d.day, g.closing = 'heavy' and w.within as intensive,
      range_below(c.work_low, c.work_high, 20000000) or case when d.talk is not null then d.day - d.talk > 45 when d.day - d.known_from > 45 then true end as normal
    from delivered_days d join standings g using (account, day) join score_days c using (account, day)
    join stage_days w on w.account = d.account and w.day = d.day and w.stage = 'active'
  )
)
-- From the day after a run starts to the day it ends.
select o.account, o.day, o.own,
  case when exists (select 1 from play_runs r where r.account = o.account and r.play = 'rescue' and o.day > r.started and (r.ended is null or o.day <= r.ended))
       then 'intensive' else own end as model
from own o;

-- agree models_day_by_day
-- form touch models
-- found select m.account, d.day, m.own, m.model from models m join spine d on d.account = m.account and d.day between m.from_day and m.to_day
select account, day, own, model from model_days

-- case served_intensively
-- form touch models
-- play model is intensive
select account, day, model = 'intensive' as truth from model_days

-- case served_otherwise
-- form touch models
-- play model is not one of normal, distant
select account, day, model not in ('normal', 'distant') as truth from model_days

-- case fewer_clicks_when_normal
-- form trigger scope of a model
-- scope for normal, light
-- play breadth falls > 1 over 7d
select d.account, d.day, lag(breadth, 7) over (partition by d.account order by d.day) - breadth > 1 as truth,
  coalesce(model = 'normal', false) or coalesce(g.closing = 'light', false) as in_scope
from daily d left join model_days m using (account, day) left join standings g using (account, day)
