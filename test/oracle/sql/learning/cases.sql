-- One query a condition: for every account and day true, false or unknown (null).

-- case clicks_fall_weekly
-- form fall week over week
-- play clicks falls > 30% week over week
select account, day, case when count_now = 7 and count_before = 7 and before > 0 then (before - now) * 100 > 30 * before end as truth
from (
  select account, day,
    sum(clicks) over this_week as now, count(clicks) over this_week as count_now,
    sum(clicks) over last_week as before, count(clicks) over last_week as count_before
  from daily
  window this_week as (partition by account order by day rows between 6 preceding and current row),
         last_week as (partition by account order by day rows between 13 preceding and 7 preceding)
)

-- case clicks_fall_over_4w
-- form fall over N
-- play clicks falls >= 50% over 4w
select account, day, case when known = 56 and before > 0 then (before - now) * 100 >= 50 * before end as truth
from (
  select account, day,
    sum(clicks) over (partition by account order by day rows between 27 preceding and current row) as now,
    sum(clicks) over (partition by account order by day rows between 55 preceding and 28 preceding) as before,
    count(clicks) over (partition by account order by day rows between 55 preceding and current row) as known
  from daily
)

-- case clicks_fall_by_count
-- form fall over N
-- play clicks falls > 40 over 10d
select account, day, case when known = 20 then before - now > 40 end as truth
from (
  select account, day,
    sum(clicks) over (partition by account order by day rows between 9 preceding and current row) as now,
    sum(clicks) over (partition by account order by day rows between 19 preceding and 10 preceding) as before,
    count(clicks) over (partition by account order by day rows between 19 preceding and current row) as known
  from daily
)

-- case clicks_zero
-- form zero over N days
-- play clicks over 14d = 0
select account, day, case when count(clicks) over w = 14 then sum(clicks) over w = 0 end as truth
from daily
window w as (partition by account order by day rows between 13 preceding and current row)

-- case clicks_month
-- form zero over N days
-- play clicks over 1 month = 0
-- A month back from 31 March is 28 February; the window begins the day after it.
with running as (
  select account, day, sum(coalesce(clicks, 0)) over so_far as total, count(clicks) over so_far as known,
    cast(day - interval 1 month as date) as day_before
  from daily
  window so_far as (partition by account order by day rows between unbounded preceding and current row)
)
select t.account, t.day,
  case when t.known - coalesce(b.known, 0) = t.day - t.day_before then t.total - coalesce(b.total, 0) = 0 end as truth
from running t left join running b on b.account = t.account and b.day = t.day_before

-- case weak_essays
-- form count in a window with a filter
-- play count of submission where (kind is TMA and score < 60 points) over 60d >= 2
with per_day as (
  select account, submitted_on as day,
    count(*) filter (where kind = 'TMA' and score < 60000000) as surely,
    count(*) filter (where kind = 'TMA' and (score < 60000000 or score is null)) as at_most
  from submissions group by all
), counted as (
  select e.account, e.day, e.submissions_from, e.submissions_known,
    sum(coalesce(p.surely, 0)) over w as surely, sum(coalesce(p.at_most, 0)) over w as at_most
  from event_days e left join per_day p using (account, day)
  window w as (partition by e.account order by e.day rows between 59 preceding and current row)
)
select account, day,
  case when not submissions_known or day - 59 < submissions_from then null
       when surely >= 2 then true when at_most < 2 then false end as truth
from counted

-- case active_days
-- form days with over a window
-- play days with (clicks > 0) over 14d >= 7
-- Days before the table begins are unknown too, so a frame that is cut short lacks known days.
select account, day,
  case when count(*) filter (where clicks > 0) over w >= 7 then true
       when 14 - count(*) filter (where not clicks > 0) over w < 7 then false end as truth
from daily
window w as (partition by account order by day rows between 13 preceding and current row)

-- case broad_days
-- form days with over a window
-- play days with (sites > 3) over 14d < 2
select account, day,
  case when 14 - count(*) filter (where not sites > 3) over w < 2 then true
       when count(*) filter (where sites > 3) over w >= 2 then false end as truth
from daily
window w as (partition by account order by day rows between 13 preceding and current row)

-- case breadth_falls
-- form snapshot change
-- play breadth falls >= 3 over 7d
select account, day, lag(breadth, 7) over (partition by account order by day) - breadth >= 3 as truth from daily

-- case sites_rise
-- form snapshot change
-- play sites rises > 50% over 7d
select account, day, case when before > 0 then (sites - before) * 100 > 50 * before end as truth
from (select account, day, sites, lag(sites, 7) over (partition by account order by day) as before from daily)

-- case breadth_moves
-- form snapshot change
-- play breadth rises over 3d
select account, day, breadth > lag(breadth, 3) over (partition by account order by day) as truth from daily

-- case silent_for
-- form for N days
-- play clicks over 7d = 0 for 5d
select account, day,
  case when count(*) filter (where silent) over w = 5 then true when count(*) filter (where not silent) over w > 0 then false end as truth
from (
  select account, day,
    case when count(clicks) over week = 7 then sum(clicks) over week = 0 end as silent
  from daily
  window week as (partition by account order by day rows between 6 preceding and current row)
)
window w as (partition by account order by day rows between 4 preceding and current row)

-- case narrow_for
-- form for N days
-- play breadth is narrow for 1w
select account, day,
  case when count(*) filter (where breadth >= 0 and breadth < 3) over w = 7 then true
       when count(*) filter (where not (breadth >= 0 and breadth < 3)) over w > 0 then false end as truth
from daily
window w as (partition by account order by day rows between 6 preceding and current row)

-- case busy_for
-- form for N days
-- play sites > 2 for 2d
select account, day,
  case when count(*) filter (where sites > 2) over w = 2 then true when count(*) filter (where sites <= 2) over w > 0 then false end as truth
from daily
window w as (partition by account order by day rows between 1 preceding and current row)

-- case becomes_narrow
-- form becomes
-- play breadth becomes narrow
-- Today in the band and yesterday known not to be in it, as `A and not B`.
select account, day, narrow and not lag(narrow) over (partition by account order by day) as truth
from (select account, day, breadth >= 0 and breadth < 3 as narrow from daily)

-- case becomes_narrow_from_broad
-- form becomes
-- play breadth becomes narrow from broad
select account, day, narrow and lag(broad) over (partition by account order by day) as truth
from (select account, day, breadth >= 0 and breadth < 3 as narrow, breadth >= 6 as broad from daily)

-- case started
-- form time since
-- play time since start_date >= 30d
select account, day, day - start_date >= 30 as truth from spine join accounts using (account)

-- case registered_months
-- form time since
-- play time since registered_on >= 2 months
select account, day, day >= cast(begins + interval 2 month as date) as truth from spine join accounts using (account)

-- case nothing_handed_in
-- form time since last
-- play time since last submission > 30d
-- With none, it is more than the days since the known days began.
select account, day,
  case when not submissions_known then null
       when last_day is not null then day - last_day > 30
       when day - submissions_from >= 30 then true end as truth
from (
  select e.*, max(s.submitted_on) over (partition by e.account order by e.day rows between unbounded preceding and current row) as last_day
  from event_days e left join (select distinct account, submitted_on, submitted_on as day from submissions) s using (account, day)
)

-- case ends_soon
-- form date nearness
-- play time to end_date <= 60d
select account, day, end_date - day <= 60 as truth from spine join accounts using (account)

-- case ends_in_a_quarter
-- form date nearness
-- play time to end_date <= 1 quarter
select account, day, day >= cast(end_date - interval 3 month as date) as truth from spine join accounts using (account)

-- case gives_up_soon
-- form date nearness
-- play time to gave_up <= 30d
select account, day, gave_up - day <= 30 as truth from spine join accounts using (account)

-- case essay_overdue
-- form open case
-- play overdue is open
select account, day, case when overdue_known then exists (
  select 1 from overdue o where o.account = e.account and o.opened <= e.day and o.closed > e.day
) end as truth
from event_days e

-- case no_weak_essay_overdue
-- form open case
-- play no overdue where (score < 50 points) is open
with open_now as (
  select e.account, e.day, bool_or(o.score < 50000000) as one_surely, bool_or(o.score is null) as one_perhaps
  from event_days e join overdue o on o.account = e.account and o.opened <= e.day and o.closed > e.day
  group by all
)
select e.account, e.day,
  case when not overdue_known then null when coalesce(one_surely, false) then false when coalesce(one_perhaps, false) then null else true end as truth
from event_days e left join open_now using (account, day)

-- case essay_overdue_for
-- form open case
-- play overdue open for 5d
-- One and the same case, at the close of each of five days. A window that reaches before the known days can hide one.
select account, day,
  case when not overdue_known then null
       when exists (select 1 from overdue o where o.account = e.account and o.opened <= e.day - 4 and o.closed > e.day) then true
       when e.day - 4 >= overdue_from then false end as truth
from event_days e

-- case clicks_below_usual
-- form against usual
-- play clicks falls > 30% over 1w against usual 12w
-- Twelve weeks before the current one, which end 7, 14 ... 84 days ago; the mean of the middle two.
with weeks as (
  select account, day, case when count(clicks) over w = 7 then sum(clicks) over w end as total
  from daily
  window w as (partition by account order by day rows between 6 preceding and current row)
), earlier as (
  select account, day, total,
    [lag(total, 7) over w, lag(total, 14) over w, lag(total, 21) over w, lag(total, 28) over w, lag(total, 35) over w, lag(total, 42) over w,
     lag(total, 49) over w, lag(total, 56) over w, lag(total, 63) over w, lag(total, 70) over w, lag(total, 77) over w, lag(total, 84) over w] as totals
  from weeks
  window w as (partition by account order by day)
), against as (
  select account, day, total as now,
    case when len(list_filter(totals, lambda v: v is not null)) = 12 then list_sort(totals)[6] + list_sort(totals)[7] end as twice_before
  from earlier
)
select account, day, case when twice_before > 0 then (twice_before - 2 * now) * 100 > 30 * twice_before end as truth from against

-- case breadth_below_usual
-- form against usual
-- play breadth falls > 30% against usual 5w
with usual as (
  select account, day, breadth, list(breadth) over (partition by account order by day rows between 35 preceding and 1 preceding) as values
  from daily
), against as (
  select account, day, breadth as now, case when len(list_filter(values, lambda v: v is not null)) = 35 then list_sort(values)[18] end as before
  from usual
)
select account, day, case when before > 0 then (before - now) * 100 > 30 * before end as truth from against

-- case falls_outside_winter
-- form outside a calendar
-- play clicks falls > 30% week over week outside winter
with fall as (
  select account, day,
    sum(clicks) over (partition by account order by day rows between 6 preceding and current row) as now,
    sum(clicks) over (partition by account order by day rows between 13 preceding and 7 preceding) as before,
    count(clicks) over (partition by account order by day rows between 13 preceding and current row) as known,
    count(*) filter (where strftime(day, '%m-%d') >= '12-20' or strftime(day, '%m-%d') <= '01-05')
      over (partition by account order by day rows between 13 preceding and current row) as winter_days
  from daily
)
select account, day, case when known = 14 and before > 0 and winter_days = 0 then (before - now) * 100 > 30 * before end as truth from fall

-- case weak_average
-- form event values
-- play avg submission.score over 60d < 60 points
with per_day as (
  select account, submitted_on as day, count(*) as events, count(score) as scores, sum(score) as total from submissions group by all
), counted as (
  select e.account, e.day, e.submissions_from, e.submissions_known,
    sum(coalesce(p.events, 0)) over w as events, sum(coalesce(p.scores, 0)) over w as scores, sum(coalesce(p.total, 0)) over w as total
  from event_days e left join per_day p using (account, day)
  window w as (partition by e.account order by e.day rows between 59 preceding and current row)
)
select account, day,
  case when submissions_known and day - 59 >= submissions_from and events > 0 and scores = events then total < 60000000 * events end as truth
from counted

-- case quiet_and_not_ending
-- form and, or, not
-- play (breadth <= 2 or sites > 10) and not (time to gave_up <= 60d)
select account, day, (breadth <= 2 or sites > 10) and not (gave_up - day <= 60) as truth
from daily join accounts using (account)

-- case average_breadth
-- form window of a level
-- play avg sites over 3d > 4
select account, day, case when count(sites) over w = 3 then sum(sites) over w > 4 * 3 end as truth
from daily
window w as (partition by account order by day rows between 2 preceding and current row)
