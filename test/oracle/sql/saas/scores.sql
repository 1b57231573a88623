-- Scores, day by day. Written from docs/language.md, section 3, "health", and section 5, "Ranges".
-- A line gives its points to the lower end when it is true and to the upper end when it is not false; points are whole millionths.

create or replace table fit_days as
with tickets_by_day as (
  select account, opened as day, count(*) filter (where sentiment < 600000) as surely, count(*) filter (where sentiment is null or sentiment < 600000) as perhaps
  from tickets group by all
), open_unhappy as (
  select e.account, e.day, bool_or(t.sentiment < 500000) as one_surely, bool_or(t.sentiment is null) as one_perhaps
  from event_days e join tickets t on t.account = e.account and t.opened <= e.day and t.closed > e.day group by all
), facts as (
  select d.account, d.day, s.alive,
    case when count(*) filter (where logins > 0) over fortnight >= 10 then true
         when 14 - count(*) filter (where not logins > 0) over fortnight < 10 then false end as often,
    lag(active_users, 28) over days as users_before, active_users as users_now,
    case when count(storage) over week = 7 then sum(storage) over week end as storage_of_week,
    case when e.ticket_known then case when u.one_surely then false when u.one_perhaps then null else true end end as nothing_open,
    case when e.ticket_known and d.day - 29 >= e.known_from then sum(coalesce(t.surely, 0)) over month end as surely,
    case when e.ticket_known and d.day - 29 >= e.known_from then sum(coalesce(t.perhaps, 0)) over month end as perhaps
  from daily d join spine s using (account, day) join event_days e using (account, day)
  left join tickets_by_day t using (account, day) left join open_unhappy u using (account, day)
  window days as (partition by d.account order by d.day),
    week as (partition by d.account order by d.day rows between 6 preceding and current row),
    fortnight as (partition by d.account order by d.day rows between 13 preceding and current row),
    month as (partition by d.account order by d.day rows between 29 preceding and current row)
), lines as (
  select account, day, often,
    case when users_before > 0 then not ((users_before - users_now) * 100 > 10 * users_before) end as held,
    points_by(15000000, storage_of_week, 7, 0, 768) as storage_points, nothing_open,
    points_by(15000000, perhaps, 1, 4, 0) as quiet_low, points_by(15000000, surely, 1, 4, 0) as quiet_high
  from facts where alive
), components as (
  select account, day,
    case when often then 30000000 else 0 end + case when held then 25000000 else 0 end + coalesce(storage_points, 0) as usage_low,
    case when often is not false then 30000000 else 0 end + case when held is not false then 25000000 else 0 end + coalesce(storage_points, 15000000) as usage_high,
    case when nothing_open then 15000000 else 0 end + coalesce(quiet_low, 0) as support_low,
    case when nothing_open is not false then 15000000 else 0 end + coalesce(quiet_high, 15000000) as support_high
  from lines
)
select account, day, usage_low, usage_high, support_low, support_high, usage_low + support_low as low, usage_high + support_high as high
from components;

-- `whole` reads `fit` and its components. Nothing is known of a day outside the account's life.
create or replace table score_days as
with lines as (
  select f.*, d.health,
    points_by(45000000, f.low, 1000000, 32, 96) as by_low, points_by(45000000, f.high, 1000000, 32, 96) as by_high,
    f.usage_low = f.usage_high as usage_known,
    coalesce(points_by(25000000, d.health, 1000000, 20, 100), 0) as told_low, coalesce(points_by(25000000, d.health, 1000000, 20, 100), 25000000) as told_high,
    range_at_least(f.support_low, f.support_high, 20000000) as supported
  from fit_days f join daily d using (account, day)
), components as (
  select *, by_low + case when usage_known then 15000000 else 0 end as own_low, by_high + case when usage_known then 15000000 else 0 end as own_high,
    told_low + case when supported then 15000000 else 0 end as told_component_low,
    told_high + case when supported is not false then 15000000 else 0 end as told_component_high
  from lines
)
select s.account, s.day, usage_low, usage_high, support_low, support_high, low, high, own_low, own_high,
  told_component_low as told_low, told_component_high as told_high,
  own_low + told_component_low as whole_low, own_high + told_component_high as whole_high
from spine s left join components c using (account, day);

-- agree scores_day_by_day
-- form scores as ranges
-- found select s.account, s.score, d.day, cast(round(s.low * 1000000) as hugeint) as low, cast(round(s.high * 1000000) as hugeint) as high, s.band from scores s join spine d on d.account = s.account and d.day between s.from_day and s.to_day
with said as (
  select account, day, unnest([
    {score: 'fit', low: low, high: high,
     band: case when low >= 80000000 then 'good' when low >= 50000000 and high < 80000000 then 'fair' when high < 50000000 then 'poor' end},
    {score: 'fit.usage', low: usage_low, high: usage_high, band: null}, {score: 'fit.support', low: support_low, high: support_high, band: null},
    {score: 'whole', low: whole_low, high: whole_high,
     band: case when whole_low >= 75000000 then 'strong' when whole_low >= 40000000 and whole_high < 75000000 then 'middling' when whole_high < 40000000 then 'weak' end},
    {score: 'whole.own', low: own_low, high: own_high, band: null}, {score: 'whole.told', low: told_low, high: told_high, band: null}
  ]) as s
  from score_days join spine using (account, day) where alive
)
select account, s.score, day, cast(s.low as hugeint) as low, cast(s.high as hugeint) as high, s.band from said

-- case fit_is_low
-- form score compared
-- play fit < 75
select account, day, range_below(low, high, 75000000) as truth from score_days

-- case whole_below_fit
-- form score compared
-- play whole < fit
select account, day, case when whole_high < low then true when whole_low >= high then false end as truth from score_days

-- case usage_known
-- form score known
-- play fit.usage is known
select account, day, coalesce(usage_low = usage_high, false) as truth from score_days

-- case whole_unknown
-- form score known
-- play whole is unknown
select account, day, not coalesce(whole_low = whole_high, false) as truth from score_days

-- case fit_is_fair
-- form score band
-- play fit is fair
select account, day, range_in(low, high, 50000000, 80000000) as truth from score_days

-- case whole_is_not_strong
-- form score band
-- play whole is not strong
select account, day, range_below(whole_low, whole_high, 75000000) as truth from score_days

-- case fit_becomes_fair
-- form score becomes
-- play fit becomes fair
select account, day, fair and not lag(fair) over (partition by account order by day) as truth
from (select account, day, range_in(low, high, 50000000, 80000000) as fair from score_days)

-- case whole_becomes_middling
-- form score becomes
-- play whole becomes middling from strong
select account, day, middling and lag(strong) over (partition by account order by day) as truth
from (
  select account, day, range_in(whole_low, whole_high, 40000000, 75000000) as middling, range_at_least(whole_low, whole_high, 75000000) as strong
  from score_days
)

-- case fit_poor_for
-- form score for N days
-- play fit < 80 for 10d
select account, day,
  case when count(*) filter (where lower) over w = 10 then true when count(*) filter (where not lower) over w > 0 then false end as truth
from (select account, day, range_below(low, high, 80000000) as lower from score_days)
window w as (partition by account order by day rows between 9 preceding and current row)

-- case days_of_low_support
-- form score days with
-- play days with (fit.support < 29) over 14d >= 4
select account, day,
  case when count(*) filter (where lower) over w >= 4 then true when 14 - count(*) filter (where not lower) over w < 4 then false end as truth
from (select account, day, range_below(support_low, support_high, 29000000) as lower from score_days)
window w as (partition by account order by day rows between 13 preceding and current row)

-- case fit_on_average
-- form window of a score
-- play avg fit over 14d < 76
select account, day, case when count(low) over w = 14 then range_below(sum(low) over w, sum(high) over w, 76000000 * 14) end as truth
from score_days
window w as (partition by account order by day rows between 13 preceding and current row)

-- case fit_at_best
-- form window of a score
-- play max fit over 7d < 78
select account, day, case when count(low) over w = 7 then range_below(max(low) over w, max(high) over w, 78000000) end as truth
from score_days
window w as (partition by account order by day rows between 6 preceding and current row)

-- case whole_at_worst
-- form window of a score
-- play min whole over 7d < 60
select account, day, case when count(whole_low) over w = 7 then range_below(min(whole_low) over w, min(whole_high) over w, 60000000) end as truth
from score_days
window w as (partition by account order by day rows between 6 preceding and current row)

-- case fit_falls
-- form change of a score
-- play fit falls > 5 points over 7d
-- Each end may stand anywhere in its range.
select account, day, range_above(lag(low, 7) over days - high, lag(high, 7) over days - low, 5000000) as truth
from score_days
window days as (partition by account order by day)

-- case fit_falls_by_share
-- form change of a score
-- play fit falls > 10% over 2w
-- A share of zero is unknown, so a range that reaches zero is.
select account, day, case when before_low > 0 then
    case when (before_low - high) * 100 > 10 * before_low then true when (before_high - low) * 100 <= 10 * before_high then false end
  end as truth
from (select *, lag(low, 14) over days as before_low, lag(high, 14) over days as before_high from score_days window days as (partition by account order by day))

-- case whole_rises_at_all
-- form change of a score
-- play whole rises over 3d
select account, day, range_above(whole_low - lag(whole_high, 3) over days, whole_high - lag(whole_low, 3) over days, 0) as truth
from score_days
window days as (partition by account order by day)

-- case fit_below_usual
-- form change of a score
-- play fit falls > 8 points against usual 4w
-- The median of the 28 days before today: of the lower ends and of the upper ends, the mean of the middle two.
with usual as (
  select account, day, low, high, list(low) over w as lows, list(high) over w as highs
  from score_days
  window w as (partition by account order by day rows between 28 preceding and 1 preceding)
), medians as (
  select account, day, low, high, case when len(list_filter(lows, lambda v: v is not null)) = 28 then
      {twice_low: list_sort(lows)[14] + list_sort(lows)[15], twice_high: list_sort(highs)[14] + list_sort(highs)[15]} end as m
  from usual
)
select account, day, range_above(m.twice_low - 2 * high, m.twice_high - 2 * low, 16000000) as truth from medians

-- case any_component_falls
-- form any component
-- play any component of fit falls > 6 points over 7d
select account, day,
  range_above(lag(usage_low, 7) over days - usage_high, lag(usage_high, 7) over days - usage_low, 6000000)
    or range_above(lag(support_low, 7) over days - support_high, lag(support_high, 7) over days - support_low, 6000000) as truth
from score_days
window days as (partition by account order by day)

-- case fit_outside_year_end
-- form score outside a calendar
-- play fit < 78 outside year_end
-- What its lines read counts: 30 days of tickets, the longest of them.
select account, day,
  case when len(list_filter(range(30), lambda back: strftime(day - back::integer, '%m-%d') between '12-24' and '12-31')) = 0
       then range_below(low, high, 78000000) end as truth
from score_days

-- case average_outside_year_end
-- form score outside a calendar
-- play avg whole over 7d < 80 outside year_end
-- Seven days, and on the first of them what its lines read: 36 days in all.
select account, day,
  case when len(list_filter(range(36), lambda back: strftime(day - back::integer, '%m-%d') between '12-24' and '12-31')) = 0
         and count(whole_low) over w = 7 then range_below(sum(whole_low) over w, sum(whole_high) over w, 560000000) end as truth
from score_days
window w as (partition by account order by day rows between 6 preceding and current row)
