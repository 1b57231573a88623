-- Scores, day by day, and the segments that read them. Written from docs/language.md, section 3, "health", and section 5, "Ranges".
-- A line gives its points to the lower end when it is true and to the upper end when it is not false; points are whole millionths.

create or replace table loyalty_days as
with per_day as (select account, day, count(*) filter (where cancelled) as cancels from invoices group by all),
facts as (
  select d.account, d.day, s.alive, d.basket,
    case when count(*) filter (where orders > 0) over sixty >= 2 then true
         when 60 - count(*) filter (where orders = 0) over sixty < 2 then false end as often,
    case when count(revenue) over ninety = 90 then sum(revenue) over ninety end as revenue_of_quarter,
    lag(basket, 30) over days as basket_before,
    case when e.known and d.day - 59 >= e.known_from then sum(coalesce(p.cancels, 0)) over sixty end as cancels,
    max(case when p.cancels > 0 then d.day end) over so_far as last_cancel, e.known, e.known_from
  from daily d join spine s using (account, day) join event_days e using (account, day) left join per_day p using (account, day)
  window days as (partition by d.account order by d.day),
    sixty as (partition by d.account order by d.day rows between 59 preceding and current row),
    ninety as (partition by d.account order by d.day rows between 89 preceding and current row),
    so_far as (partition by d.account order by d.day rows between unbounded preceding and current row)
), lines as (
  select account, day, basket, often, points_by(20000000, revenue_of_quarter, 1, 0, 128000) as revenue_points,
    case when basket_before > 0 then not ((basket_before - basket) * 100 > 30 * basket_before) end as held,
    points_by(20000000, cancels, 1, 3, 0) as cancel_points,
    case when not known then null when last_cancel is not null then day - last_cancel > 45 when day - known_from >= 45 then true end as long_ago
  from facts where alive
), components as (
  select account, day, basket,
    case when often then 25000000 else 0 end + coalesce(revenue_points, 0) + case when held then 15000000 else 0 end as rhythm_low,
    case when often is not false then 25000000 else 0 end + coalesce(revenue_points, 20000000) + case when held is not false then 15000000 else 0 end as rhythm_high,
    coalesce(cancel_points, 0) + case when long_ago then 20000000 else 0 end as returns_low,
    coalesce(cancel_points, 20000000) + case when long_ago is not false then 20000000 else 0 end as returns_high
  from lines
)
select s.account, s.day, c.basket, rhythm_low, rhythm_high, returns_low, returns_high, rhythm_low + returns_low as low, rhythm_high + returns_high as high
from spine s left join components c using (account, day);

create or replace table score_days as
with told as (
  select *, range_above(lag(low, 21) over days - high, lag(high, 21) over days - low, 5000000) as fell
  from loyalty_days window days as (partition by account order by day)
), components as (
  select account, day,
    points_by(40000000, rhythm_low, 1, 0, 60000000) + case when basket >= 30000 then 30000000 else 0 end as buying_low,
    points_by(40000000, rhythm_high, 1, 0, 60000000) + case when (basket >= 30000) is not false then 30000000 else 0 end as buying_high,
    case when fell is false then 30000000 else 0 end as steady_low, case when fell then 0 else 30000000 end as steady_high
  from told where low is not null
)
select l.*, buying_low, buying_high, steady_low, steady_high, buying_low + steady_low as promise_low, buying_high + steady_high as promise_high
from loyalty_days l left join components using (account, day);

create or replace table standings as
with told as (
  select c.account, c.day, s.alive, t.big, t.small, t.returner, range_below(c.low, c.high, 55000000) as fading,
    range_below(lag(c.low) over days, lag(c.high) over days, 55000000) as fading_before
  from score_days c join spine s using (account, day) join standing t using (account, day)
  window days as (partition by c.account order by c.day)
)
select account, day, alive, returner,
  case when big is null then null when big then 'big' when fading is null then null when fading then 'fading' when small is null then null when small then 'small' else 'middle' end as closing,
  case when big is null then null when big then 'big' when fading_before is null then null when fading_before then 'fading' when small is null then null when small then 'small' else 'middle' end as opening
from told;

-- agree scores_day_by_day
-- form scores as ranges
-- found select s.account, s.score, d.day, cast(round(s.low * 1000000) as hugeint) as low, cast(round(s.high * 1000000) as hugeint) as high, s.band from scores s join spine d on d.account = s.account and d.day between s.from_day and s.to_day
with said as (
  select account, day, unnest([
    {score: 'loyalty', low: low, high: high,
     band: case when low >= 75000000 then 'loyal' when low >= 45000000 and high < 75000000 then 'wavering' when high < 45000000 then 'lost' end},
    {score: 'loyalty.rhythm', low: rhythm_low, high: rhythm_high, band: null}, {score: 'loyalty.returns', low: returns_low, high: returns_high, band: null},
    {score: 'promise', low: promise_low, high: promise_high, band: case when promise_low >= 64000000 then 'high' when promise_high < 64000000 then 'low' end},
    {score: 'promise.buying', low: buying_low, high: buying_high, band: null}, {score: 'promise.steady', low: steady_low, high: steady_high, band: null}
  ]) as s
  from score_days join spine using (account, day) where alive
)
select account, s.score, day, cast(s.low as hugeint) as low, cast(s.high as hugeint) as high, s.band from said

-- case biggest_buyers
-- form rank
-- play segment is big
select account, day, closing = 'big' as truth from standings

-- case small_or_fading
-- form rank
-- play segment is one of small, fading
select account, day, closing in ('small', 'fading') as truth from standings

-- case silent_and_big
-- form rank
-- scope for big, small
-- play orders over 30d = 0
select account, day, case when count(orders) over w = 30 then sum(orders) over w = 0 end as truth, coalesce(closing in ('big', 'small'), false) as in_scope
from daily join standings using (account, day)
window w as (partition by account order by day rows between 29 preceding and current row)

-- case loyalty_low
-- form score compared
-- play loyalty < 50
select account, day, range_below(low, high, 50000000) as truth from score_days

-- case promise_above_loyalty
-- form score compared
-- play promise > loyalty
select account, day, case when promise_low > high then true when promise_high <= low then false end as truth from score_days

-- case rhythm_known
-- form score known
-- play loyalty.rhythm is known
select account, day, coalesce(rhythm_low = rhythm_high, false) as truth from score_days

-- case loyalty_wavering
-- form score band
-- play loyalty is wavering
select account, day, range_in(low, high, 45000000, 75000000) as truth from score_days

-- case promise_not_high
-- form score band
-- play promise is not high
select account, day, range_below(promise_low, promise_high, 64000000) as truth from score_days

-- case becomes_lost
-- form score becomes
-- play loyalty becomes lost from wavering
select account, day, gone and lag(wavering) over (partition by account order by day) as truth
from (select account, day, range_below(low, high, 45000000) as gone, range_in(low, high, 45000000, 75000000) as wavering from score_days)

-- case becomes_wavering
-- form score becomes
-- play loyalty becomes wavering
select account, day, wavering and not lag(wavering) over (partition by account order by day) as truth
from (select account, day, range_in(low, high, 45000000, 75000000) as wavering from score_days)

-- case low_for
-- form score for N days
-- play promise < 60 for 20d
select account, day,
  case when count(*) filter (where lower) over w = 20 then true when count(*) filter (where not lower) over w > 0 then false end as truth
from (select account, day, range_below(promise_low, promise_high, 60000000) as lower from score_days)
window w as (partition by account order by day rows between 19 preceding and current row)

-- case days_of_rhythm
-- form score days with
-- play days with (loyalty.rhythm >= 30) over 28d >= 10
select account, day,
  case when count(*) filter (where more) over w >= 10 then true when 28 - count(*) filter (where not more) over w < 10 then false end as truth
from (select account, day, range_at_least(rhythm_low, rhythm_high, 30000000) as more from score_days)
window w as (partition by account order by day rows between 27 preceding and current row)

-- case loyalty_on_average
-- form window of a score
-- play avg loyalty over 30d < 60
select account, day, case when count(low) over w = 30 then range_below(sum(low) over w, sum(high) over w, 60000000 * 30) end as truth
from score_days
window w as (partition by account order by day rows between 29 preceding and current row)

-- case promise_at_best
-- form window of a score
-- play max promise over 14d < 50
select account, day, case when count(promise_low) over w = 14 then range_below(max(promise_low) over w, max(promise_high) over w, 50000000) end as truth
from score_days
window w as (partition by account order by day rows between 13 preceding and current row)

-- case rhythm_at_worst
-- form window of a score
-- play min loyalty.rhythm over 10d >= 25
select account, day, case when count(rhythm_low) over w = 10 then range_at_least(min(rhythm_low) over w, min(rhythm_high) over w, 25000000) end as truth
from score_days
window w as (partition by account order by day rows between 9 preceding and current row)

-- case loyalty_falls
-- form change of a score
-- play loyalty falls > 12 points over 2w
select account, day, range_above(lag(low, 14) over days - high, lag(high, 14) over days - low, 12000000) as truth
from score_days
window days as (partition by account order by day)

-- case promise_falls_by_share
-- form change of a score
-- play promise falls >= 20% over 30d
select account, day, case when before_low > 0 then
    case when (before_low - promise_high) * 100 >= 20 * before_low then true when (before_high - promise_low) * 100 < 20 * before_high then false end
  end as truth
from (select *, lag(promise_low, 30) over days as before_low, lag(promise_high, 30) over days as before_high from score_days window days as (partition by account order by day))

-- case any_component_falls
-- form any component
-- play any component of loyalty falls > 10 points over 5d
select account, day,
  range_above(lag(rhythm_low, 5) over days - rhythm_high, lag(rhythm_high, 5) over days - rhythm_low, 10000000)
    or range_above(lag(returns_low, 5) over days - returns_high, lag(returns_high, 5) over days - returns_low, 10000000) as truth
from score_days
window days as (partition by account order by day)

-- case loyalty_outside_christmas
-- form score outside a calendar
-- play loyalty < 60 outside christmas
-- Ninety days of revenue are the longest that the lines read.
select account, day,
  case when count(*) filter (where strftime(day, '%m-%d') >= '12-20' or strftime(day, '%m-%d') <= '01-03') over w = 0
       then range_below(low, high, 60000000) end as truth
from score_days
window w as (partition by account order by day rows between 89 preceding and current row)
