-- Touch models. Written from docs/language.md, section 3, "models", and section 8, "lifts to".

create or replace table model_days as
with own as (
  select account, day, case when personal then 'personal' when personal is null then null when attentive then 'attentive' when attentive is null then null else 'plain' end as own
  from (
    select d.account, d.day, g.closing = 'big' or g.returner as personal,
      range_below(c.rhythm_low, c.rhythm_high, 20000000) or case when d.call is not null then d.day - d.call > 60 when d.day - d.known_from > 60 then true end as attentive
    from delivered_days d join standings g using (account, day) join score_days c using (account, day) where d.alive
  )
)
-- From the day after a run starts to the day it ends.
select o.account, o.day, o.own,
  case when exists (select 1 from play_runs r where r.account = o.account and r.play = 'rescue' and o.day > r.started and (r.ended is null or o.day <= r.ended))
       then 'personal' else own end as model
from own o;

-- agree models_day_by_day
-- form touch models
-- found select m.account, d.day, m.own, m.model from models m join spine d on d.account = m.account and d.day between m.from_day and m.to_day
select account, day, own, model from model_days

-- case served_personally
-- form touch models
-- play model is personal
select account, day, model = 'personal' as truth from model_days

-- case served_plainly
-- form touch models
-- play model is one of plain, attentive
select account, day, model in ('plain', 'attentive') as truth from model_days

-- case silent_when_personal
-- form trigger scope of a model
-- scope for personal, small
-- play orders over 21d = 0
select d.account, d.day, case when count(orders) over w = 21 then sum(orders) over w = 0 end as truth,
  coalesce(model = 'personal', false) or coalesce(g.closing = 'small', false) as in_scope
from daily d left join model_days m using (account, day) left join standings g using (account, day)
window w as (partition by d.account order by d.day rows between 20 preceding and current row)
