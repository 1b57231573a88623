-- Scores, day by day, and the segments that read them. Written from docs/language.md, section 3, "health", and section 5, "Ranges".
-- A line gives its points to the lower end when it is true and to the upper end when it is not false; points are whole millionths.

create or replace table engagement_days as
with per_day as (
  select account, submitted_on as day, count(*) as events, count(score) as scores, sum(score) as total from submissions group by all
), open_weak as (
  select e.account, e.day, bool_or(o.score < 50000000) as one_surely, bool_or(o.score is null) as one_perhaps
  from event_days e join overdue o on o.account = e.account and o.opened <= e.day and o.closed > e.day group by all
), facts as (
  select d.account, d.day, s.alive,
    case when count(*) filter (where clicks > 0) over fortnight >= 5 then true
         when 14 - count(*) filter (where not clicks > 0) over fortnight < 5 then false end as often,
    lag(breadth, 7) over days as breadth_before, breadth,
    case when count(clicks) over fortnight = 14 then sum(clicks) over fortnight end as clicks_of_fortnight,
    case when e.overdue_known then case when w.one_surely then false when w.one_perhaps then null else true end end as nothing_open,
    e.submissions_known and d.day - 59 >= e.submissions_from and sum(coalesce(p.events, 0)) over sixty > 0
      and sum(coalesce(p.events, 0)) over sixty = sum(coalesce(p.scores, 0)) over sixty as scores_known,
    sum(coalesce(p.events, 0)) over sixty as events, sum(coalesce(p.total, 0)) over sixty as total,
    max(case when p.events > 0 then d.day end) over so_far as last_submission, e.submissions_known, e.submissions_from
  from daily d join spine s using (account, day) join event_days e using (account, day)
  left join per_day p using (account, day) left join open_weak w using (account, day)
  window days as (partition by d.account order by d.day),
    fortnight as (partition by d.account order by d.day rows between 13 preceding and current row),
    sixty as (partition by d.account order by d.day rows between 59 preceding and current row),
    so_far as (partition by d.account order by d.day rows between unbounded preceding and current row)
), lines as (
  select account, day, often,
    case when breadth_before > 0 then not ((breadth_before - breadth) * 100 > 50 * breadth_before) end as held,
    points_by(15000000, clicks_of_fortnight, 1, 0, 128) as click_points, nothing_open,
    case when scores_known then points_by(15000000, total, events, 30000000, 90000000) end as score_points,
    case when not submissions_known then null when last_submission is not null then day - last_submission <= 42
         when day - submissions_from >= 42 then false end as handed_in
  from facts where alive
), components as (
  select account, day,
    case when often then 25000000 else 0 end + case when held then 15000000 else 0 end + coalesce(click_points, 0) as activity_low,
    case when often is not false then 25000000 else 0 end + case when held is not false then 15000000 else 0 end + coalesce(click_points, 15000000) as activity_high,
    case when nothing_open then 20000000 else 0 end + coalesce(score_points, 0) + case when handed_in then 10000000 else 0 end as work_low,
    case when nothing_open is not false then 20000000 else 0 end + coalesce(score_points, 15000000) + case when handed_in is not false then 10000000 else 0 end as work_high
  from lines
)
select s.account, s.day, activity_low, activity_high, work_low, work_high, activity_low + work_low as low, activity_high + work_high as high
from spine s left join components using (account, day);

-- Much engagement is little outlook: the upper end of one gives the lower end of the other.
create or replace table score_days as
select e.*,
  points_by(60000000, high, 1, 84000000, 20000000) + case when work_fell is false then 40000000 else 0 end as all_low,
  points_by(60000000, low, 1, 84000000, 20000000) + case when work_fell then 0 else 40000000 end as all_high
from (
  select *, range_above(lag(work_low, 14) over days - work_high, lag(work_high, 14) over days - work_low, 4000000) as work_fell
  from engagement_days window days as (partition by account order by day)
) e;

create or replace table standings as
with told as (
  select c.account, c.day, s.alive, t.top, t.tail, range_below(c.low, c.high, 40000000) as weak,
    range_below(lag(c.low) over days, lag(c.high) over days, 40000000) as weak_before
  from score_days c join spine s using (account, day) join standing t using (account, day)
  window days as (partition by c.account order by c.day)
)
select account, day, alive,
  case when top is null then null when top then 'heavy' when weak is null then null when weak then 'weak' when tail is null then null when tail then 'light' else 'others' end as closing,
  case when top is null then null when top then 'heavy' when weak_before is null then null when weak_before then 'weak' when tail is null then null when tail then 'light' else 'others' end as opening
from told;

-- agree scores_day_by_day
-- form scores as ranges
-- found select s.account, s.score, d.day, cast(round(s.low * 1000000) as hugeint) as low, cast(round(s.high * 1000000) as hugeint) as high, s.band from scores s join spine d on d.account = s.account and d.day between s.from_day and s.to_day
with said as (
  select account, day, unnest([
    {score: 'engagement', low: low, high: high,
     band: case when low >= 70000000 then 'with_us' when low >= 35000000 and high < 70000000 then 'drifting' when high < 35000000 then 'leaving' end},
    {score: 'engagement.activity', low: activity_low, high: activity_high, band: null}, {score: 'engagement.work', low: work_low, high: work_high, band: null},
    {score: 'outlook', low: all_low, high: all_high,
     band: case when all_low >= 70000000 then 'dark' when all_low >= 35000000 and all_high < 70000000 then 'grey' when all_high < 35000000 then 'bright' end},
    {score: 'outlook.all', low: all_low, high: all_high, band: null}
  ]) as s
  from score_days join spine using (account, day) where alive
)
select account, s.score, day, cast(s.low as hugeint) as low, cast(s.high as hugeint) as high, s.band from said

-- case heavy_load
-- form rank
-- play segment is heavy
select account, day, closing = 'heavy' as truth from standings

-- case weak_or_light
-- form rank
-- play segment is one of weak, light
select account, day, closing in ('weak', 'light') as truth from standings

-- case narrowing_under_load
-- form rank
-- scope for heavy, light
-- play breadth falls > 2 over 7d
select account, day, lag(breadth, 7) over (partition by account order by day) - breadth > 2 as truth, coalesce(closing in ('heavy', 'light'), false) as in_scope
from daily join standings using (account, day)

-- case engagement_low
-- form score compared
-- play engagement < 50
select account, day, range_below(low, high, 50000000) as truth from score_days

-- case activity_below_work
-- form score compared
-- play engagement.activity <= 80% of engagement.work
select account, day, case when activity_high * 100 <= 80 * work_low then true when activity_low * 100 > 80 * work_high then false end as truth from score_days

-- case work_known
-- form score known
-- play engagement.work is known
select account, day, coalesce(work_low = work_high, false) as truth from score_days

-- case engagement_drifting
-- form score band
-- play engagement is drifting
select account, day, range_in(low, high, 35000000, 70000000) as truth from score_days

-- case outlook_not_bright
-- form score band
-- play outlook is not bright
select account, day, range_at_least(all_low, all_high, 35000000) as truth from score_days

-- case becomes_leaving
-- form score becomes
-- play engagement becomes leaving from drifting
select account, day, leaving and lag(drifting) over (partition by account order by day) as truth
from (select account, day, range_below(low, high, 35000000) as leaving, range_in(low, high, 35000000, 70000000) as drifting from score_days)

-- case outlook_becomes_grey
-- form score becomes
-- play outlook becomes grey
select account, day, grey and not lag(grey) over (partition by account order by day) as truth
from (select account, day, range_in(all_low, all_high, 35000000, 70000000) as grey from score_days)

-- case low_for
-- form score for N days
-- play engagement < 55 for 12d
select account, day,
  case when count(*) filter (where lower) over w = 12 then true when count(*) filter (where not lower) over w > 0 then false end as truth
from (select account, day, range_below(low, high, 55000000) as lower from score_days)
window w as (partition by account order by day rows between 11 preceding and current row)

-- case days_of_activity
-- form score days with
-- play days with (engagement.activity > 30) over 21d >= 6
select account, day,
  case when count(*) filter (where more) over w >= 6 then true when 21 - count(*) filter (where not more) over w < 6 then false end as truth
from (select account, day, range_above(activity_low, activity_high, 30000000) as more from score_days)
window w as (partition by account order by day rows between 20 preceding and current row)

-- case engagement_on_average
-- form window of a score
-- play avg engagement over 21d < 50
select account, day, case when count(low) over w = 21 then range_below(sum(low) over w, sum(high) over w, 50000000 * 21) end as truth
from score_days
window w as (partition by account order by day rows between 20 preceding and current row)

-- case outlook_at_worst
-- form window of a score
-- play max outlook over 10d >= 60
select account, day, case when count(all_low) over w = 10 then range_at_least(max(all_low) over w, max(all_high) over w, 60000000) end as truth
from score_days
window w as (partition by account order by day rows between 9 preceding and current row)

-- case work_at_worst
-- form window of a score
-- play min engagement.work over 1w < 20
select account, day, case when count(work_low) over w = 7 then range_below(min(work_low) over w, min(work_high) over w, 20000000) end as truth
from score_days
window w as (partition by account order by day rows between 6 preceding and current row)

-- case engagement_falls
-- form change of a score
-- play engagement falls >= 15 points over 7d
select account, day, range_at_least(lag(low, 7) over days - high, lag(high, 7) over days - low, 15000000) as truth
from score_days
window days as (partition by account order by day)

-- case outlook_rises_by_share
-- form change of a score
-- play outlook rises > 25% over 10d
select account, day, case when before_low > 0 then
    case when (all_low - before_high) * 100 > 25 * before_high then true when (all_high - before_low) * 100 <= 25 * before_low then false end
  end as truth
from (select *, lag(all_low, 10) over days as before_low, lag(all_high, 10) over days as before_high from score_days window days as (partition by account order by day))

-- case any_component_rises
-- form any component
-- play any component of engagement rises >= 10 points over 4d
select account, day,
  range_at_least(activity_low - lag(activity_high, 4) over days, activity_high - lag(activity_low, 4) over days, 10000000)
    or range_at_least(work_low - lag(work_high, 4) over days, work_high - lag(work_low, 4) over days, 10000000) as truth
from score_days
window days as (partition by account order by day)

-- case low_outside_winter
-- form score outside a calendar
-- play engagement.activity < 30 outside winter
-- Fourteen days of clicks are the longest that the component reads.
select account, day,
  case when len(list_filter(range(14), lambda back: strftime(day - back::integer, '%m-%d') >= '12-20' or strftime(day - back::integer, '%m-%d') <= '01-05')) = 0
       then range_below(activity_low, activity_high, 30000000) end as truth
from score_days
