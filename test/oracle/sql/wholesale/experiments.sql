-- Experiments: who takes part from when, in which arm, and what runs there. Written from docs/language.md, section 9.

create or replace table arms as
with openings as (
  select g.account, g.day, g.alive, g.opening, a.begins, lag(c.promise_low) over days as low, lag(c.promise_high) over days as high
  from standings g join accounts a using (account) join score_days c using (account, day)
  window days as (partition by g.account order by g.day)
), taking_part as (
  select 'offers' as experiment, account, min(day) as since from openings
  where alive and opening in ('fading', 'small', 'middle') and day - begins >= 30 group by account
  union all
  select 'pricing', account, min(day) from openings where alive and range_below(low, high, 80000000) group by account
), drawn as (
  select experiment, account, since, unnest(case experiment
    when 'offers' then [{arm: 'seldom', share: 0.2}, {arm: 'often', share: 0.6}, {arm: '', share: 0.2}]
    else [{arm: 'a', share: 0.25}, {arm: 'b', share: 0.25}, {arm: 'c', share: 0.25}, {arm: '', share: 0.25}] end) as a
  from taking_part
)
select account, experiment, nullif(arg_min(a.arm, (draw(experiment, a.arm, account, a.share), a.arm)), '') as arm, since as assigned
from drawn group by all;

-- agree arms
-- form arms
-- found from experiment_arms
select account, experiment, arm, assigned from arms

-- agree rare_cadence
-- form a cadence in an arm
-- found select account, dated as day from ledger where source = 'cadence rare'
select s.account, s.day
from spine s join accounts a using (account) join arms r on r.account = s.account and r.experiment = 'offers' and r.arm = 'seldom' and s.day >= r.assigned
where s.alive and exists (select 1 from range(1, 30) t(k) where day_after(a.begins, 2 * k) = s.day)

-- agree frequent_cadence
-- form a cadence in an arm
-- found select account, dated as day from ledger where source = 'cadence frequent'
-- In the segments of the cadence, as they are at the opening.
select s.account, s.day
from spine s join accounts a using (account) join arms r on r.account = s.account and r.experiment = 'offers' and r.arm = 'often' and s.day >= r.assigned
join standings g on g.account = s.account and g.day = s.day
where s.alive and s.day > a.begins and (s.day - a.begins) % 14 = 0 and g.opening in ('fading', 'small', 'middle')

-- case smaller_basket_in_arm
-- form a trigger in an arm
-- play basket falls > 10% over 30d
select d.account, d.day, case when before > 0 then (before - basket) * 100 > 10 * before end as truth, coalesce(r.arm = 'often' and d.day >= r.assigned, false) as in_scope
from (select account, day, basket, lag(basket, 30) over (partition by account order by day) as before from daily) d
left join arms r on r.account = d.account and r.experiment = 'offers'
