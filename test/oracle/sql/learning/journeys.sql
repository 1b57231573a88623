-- Where students are in their journeys. Written from docs/language.md, section 3, "journey".

create or replace table confirmations as select account, event, day from happenings;

create or replace table closes as
select d.account, d.day, s.alive, a.begins, a.start_date, a.end_date,
  case when count(clicks) over w7 = 7 then sum(clicks) over w7 end as clicks_of_week,
  case when count(clicks) over w21 = 21 then sum(clicks) over w21 end as clicks_of_three_weeks,
  case when not e.submissions_known then null
       when max(p.day) over so_far is not null then d.day - max(p.day) over so_far > 60
       when d.day - e.submissions_from >= 60 then true end as long_since_work
from daily d join spine s using (account, day) join accounts a using (account) join event_days e using (account, day)
left join (select distinct account, submitted_on as day from submissions) p using (account, day)
window w7 as (partition by d.account order by d.day rows between 6 preceding and current row),
  w21 as (partition by d.account order by d.day rows between 20 preceding and current row),
  so_far as (partition by d.account order by d.day rows between unbounded preceding and current row);

create or replace table occasions as
with clauses as (
  -- papers, a track for each kind; work acts at the close of its day
  select account, 'papers' as journey, kind as key, null as stage, 'enter' as how, 1 as clause, submitted_on as day, null::timestamptz as instant, 'rough' as to_stage, null as confirmed_by
  from submissions where score < 60000000
  union all select account, 'papers', kind, 'rough', 'leave', 1, submitted_on, null, 'fine', null from submissions where score >= 70000000
  union all select account, 'papers', kind, null, 'enter', 2, submitted_on, null, 'fine', null from submissions where score >= 75000000
  union all select account, 'papers', kind, 'fine', 'back', 1, submitted_on, null, 'rough', null from submissions where score < 50000000
  union all select account, 'papers', kind, 'fine', 'leave', 1, day, null, null, null
  from closes, (values ('TMA'), ('CMA')) keys(kind) where long_since_work
  -- studies
  union all select account, 'studies', null, null, 'enter', 1, day, timestamptz '0001-01-01', 'enrolled', null from closes where day = begins
  union all select account, 'studies', null, 'enrolled', 'skip', 1, day, null, 'active', null from closes where clicks_of_week >= 30
  union all select account, 'studies', null, 'enrolled', 'leave', 1, day, null, 'active', 'submission' from closes where day - start_date >= 7
  union all select account, 'studies', null, null, 'enter', 2, day, null, 'active', null from closes where clicks_of_week >= 60
  union all select account, 'studies', null, 'active', 'skip', 1, day, null, 'absent', null from closes where clicks_of_three_weeks = 0
  union all select account, 'studies', null, 'active', 'leave', 1, day, null, 'ended', null from closes where end_date - day <= 0
  union all select account, 'studies', null, 'absent', 'back', 1, submitted_on, null, 'active', null from submissions
  union all select account, 'studies', null, 'absent', 'back', 2, day, null, 'active', null from closes where clicks_of_week >= 20
  union all select account, 'studies', null, 'absent', 'leave', 1, day, null, 'ended', null from closes where day - end_date >= 14
)
select c.* from clauses c join spine s using (account, day) where s.alive;

create or replace table visits as select * from visits_of(['papers', 'studies']);

-- The usual time in a stage, by the segment at entry: as of the opening of the day for what enters at the opening, as of its
-- close for what enters at the close. Nothing is expected of segments that are not named.
create or replace table expected_times as
with entries as (
  select v.*, case when v.entered_at is null then g.closing else g.opening end as segment
  from visits v left join standings g on g.account = v.account and g.day = v.entered
)
select *, case stage when 'rough' then case segment when 'heavy' then 40 when 'weak' then 30 end when 'fine' then 50
    when 'enrolled' then case segment when 'heavy' then 60 else 90 end
    when 'active' then case segment when 'weak' then 60 when 'others' then 100 end end as at_most
from entries;

create or replace table stage_days as
select s.account, s.day, k.stage, count(v.stage) > 0 as within, max(s.day - v.entered) as longest,
  coalesce(bool_or(s.day - v.entered > v.at_most), false) as one_overdue, count(v.stage) > count(v.at_most) as one_unknown
from spine s cross join (select unnest(['rough', 'fine', 'enrolled', 'active', 'absent', 'ended']) as stage) k
left join expected_times v on v.account = s.account and v.stage = k.stage and v.entered <= s.day and (v.left_on is null or v.left_on > s.day)
where s.alive group by all;

-- agree visits
-- form journeys
-- found select account, journey, key, stage, entered, case when how in ('end', 'open') then null else "left" end as left_on, case when how in ('end', 'open') then null else how end as how, to_stage, segment from journey
select account, journey, key, stage, entered, left_on, how, to_stage, segment from expected_times

-- case in_rough
-- form during a stage
-- play during rough
select account, day, within as truth from stage_days where stage = 'rough'

-- case in_fine
-- form during a stage
-- play during fine
select account, day, within as truth from stage_days where stage = 'fine'

-- case in_enrolled
-- form during a stage
-- play during enrolled
select account, day, within as truth from stage_days where stage = 'enrolled'

-- case in_active
-- form during a stage
-- play during active
select account, day, within as truth from stage_days where stage = 'active'

-- case in_absent
-- form during a stage
-- play not during absent
select account, day, not within as truth from stage_days where stage = 'absent'

-- case long_in_rough
-- form time in a stage
-- play time in rough > 25d
select account, day, longest > 25 as truth from stage_days where stage = 'rough'

-- case long_in_active
-- form time in a stage
-- play time in active <= 30d
select account, day, longest <= 30 as truth from stage_days where stage = 'active'

-- case rough_overdue
-- form overdue
-- play rough is overdue
select account, day, case when one_overdue then true when not one_unknown then false end as truth from stage_days where stage = 'rough'

-- case fine_overdue
-- form overdue
-- play fine is overdue
select account, day, case when one_overdue then true when not one_unknown then false end as truth from stage_days where stage = 'fine'

-- case active_overdue
-- form overdue
-- play active is overdue
select account, day, case when one_overdue then true when not one_unknown then false end as truth from stage_days where stage = 'active'

-- case narrowing_while_active
-- form trigger scope of a stage
-- scope during active
-- play breadth falls > 1 over 7d
select d.account, d.day, lag(breadth, 7) over (partition by d.account order by d.day) - breadth > 1 as truth, coalesce(within, false) as in_scope
from daily d left join stage_days s on s.account = d.account and s.day = d.day and s.stage = 'active'
