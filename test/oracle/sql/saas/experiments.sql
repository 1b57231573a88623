-- Experiments: who takes part from when, in which arm, and what runs there. Written from docs/language.md, section 9.

create or replace table arms as
with openings as (
  select g.account, g.day, g.alive, g.opening, f.contract_start, lag(c.low) over days as low, lag(c.high) over days as high
  from standings g join fields f using (account, day) join score_days c using (account, day)
  window days as (partition by g.account order by g.day)
), taking_part as (
  select 'tips' as experiment, account, min(day) as since from openings
  where alive and opening in ('top', 'mid', 'others') and day - contract_start >= 45 group by account
  union all
  select 'naming', account, min(day) from openings where alive and range_below(low, high, 90000000) group by account
), drawn as (
  select experiment, account, since, unnest(case experiment
    when 'tips' then [{arm: 'monthly', share: 0.3}, {arm: 'often', share: 0.5}, {arm: '', share: 0.2}]
    else [{arm: 'some', share: 0.1}, {arm: 'more', share: 0.2}, {arm: 'most', share: 0.35}, {arm: '', share: 0.35}] end) as a
  from taking_part
)
select account, experiment, nullif(arg_min(a.arm, (draw(experiment, a.arm, account, a.share), a.arm)), '') as arm, since as assigned
from drawn group by all;

-- agree arms
-- form arms
-- found from experiment_arms
select account, experiment, arm, assigned from arms

-- agree tips_monthly
-- form a cadence in an arm
-- found select account, dated as day from ledger where source = 'cadence tips_monthly'
-- Its own steps, on days on which the customer is in the arm.
select s.account, s.day
from spine s join accounts a using (account) join arms r on r.account = s.account and r.experiment = 'tips' and r.arm = 'monthly' and s.day >= r.assigned
where s.alive and exists (select 1 from range(1, 60) t(k) where day_after(a.anchor, k) = s.day)

-- agree tips_often
-- form a cadence in an arm
-- found select account, dated as day from ledger where source = 'cadence tips_often'
-- In the segments of the cadence, as they are at the opening.
select s.account, s.day
from spine s join accounts a using (account) join arms r on r.account = s.account and r.experiment = 'tips' and r.arm = 'often' and s.day >= r.assigned
join standings g on g.account = s.account and g.day = s.day
where s.alive and s.day > a.anchor and (s.day - a.anchor) % 10 = 0 and g.opening in ('mid', 'shaky', 'tail', 'others')

-- case fewer_users_in_arm
-- form a trigger in an arm
-- play active_users falls > 5% over 7d
select d.account, d.day, case when before > 0 then (before - active_users) * 100 > 5 * before end as truth,
  coalesce(r.arm = 'often' and d.day >= r.assigned, false) as in_scope
from (select account, day, active_users, lag(active_users, 7) over (partition by account order by day) as before from daily) d
left join arms r on r.account = d.account and r.experiment = 'tips'
