-- Experiments: who takes part from when, in which arm, and what runs there. Written from docs/language.md, section 9.

create or replace table arms as
with openings as (
  select g.account, g.day, g.alive, g.opening, a.begins, lag(c.low) over days as low, lag(c.high) over days as high
  from standings g join accounts a using (account) join score_days c using (account, day)
  window days as (partition by g.account order by g.day)
), taking_part as (
  select 'pace' as experiment, account, min(day) as since from openings
  where alive and opening in ('weak', 'others', 'light') and day - begins >= 20 group by account
  union all
  select 'calling', account, min(day) from openings where alive and range_below(low, high, 60000000) group by account
), drawn as (
  select experiment, account, since, unnest(case experiment
    when 'pace' then [{arm: 'slow', share: 0.5}, {arm: 'fast', share: 0.25}, {arm: '', share: 0.25}]
    else [{arm: 'a', share: 0.15}, {arm: 'b', share: 0.15}, {arm: '', share: 0.7}] end) as a
  from taking_part
)
select account, experiment, nullif(arg_min(a.arm, (draw(experiment, a.arm, account, a.share), a.arm)), '') as arm, since as assigned
from drawn group by all;

-- agree arms
-- form arms
-- found from experiment_arms
select account, experiment, arm, assigned from arms

-- agree slow_cadence
-- form a cadence in an arm
-- found select account, dated as day from ledger where source = 'cadence slow'
select s.account, s.day
from spine s join accounts a using (account) join arms r on r.account = s.account and r.experiment = 'pace' and r.arm = 'slow' and s.day >= r.assigned
where s.alive and exists (select 1 from range(1, 60) t(k) where day_after(a.begins, k) = s.day)

-- agree fast_cadence
-- form a cadence in an arm
-- found select account, dated as day from ledger where source = 'cadence fast'
-- In the segments of the cadence, as they are at the opening.
select s.account, s.day
from spine s join accounts a using (account) join arms r on r.account = s.account and r.experiment = 'pace' and r.arm = 'fast' and s.day >= r.assigned
join standings g on g.account = s.account and g.day = s.day
where s.alive and s.day > a.begins and (s.day - a.begins) % 10 = 0 and g.opening in ('weak', 'others')

-- case fewer_clicks_in_arm
-- form a trigger in an arm
-- play clicks falls > 5 over 7d
select d.account, d.day, case when known = 14 then before - now > 5 end as truth, coalesce(r.arm = 'fast' and d.day >= r.assigned, false) as in_scope
from (
  select account, day,
    sum(clicks) over (partition by account order by day rows between 6 preceding and current row) as now,
    sum(clicks) over (partition by account order by day rows between 13 preceding and 7 preceding) as before,
    count(clicks) over (partition by account order by day rows between 13 preceding and current row) as known
  from daily
) d left join arms r on r.account = d.account and r.experiment = 'pace'
