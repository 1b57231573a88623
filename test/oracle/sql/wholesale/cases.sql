-- One query a condition: for every account and day true, false or unknown (null).

-- case revenue_falls_weekly
-- form fall week over week
-- play revenue falls > 30% week over week
-- Returns can make the week before zero or negative: then there is nothing to be relative to.
select account, day, case when known = 14 and before > 0 then (before - now) * 100 > 30 * before end as truth
from (
  select account, day,
    sum(revenue) over (partition by account order by day rows between 6 preceding and current row) as now,
    sum(revenue) over (partition by account order by day rows between 13 preceding and 7 preceding) as before,
    count(revenue) over (partition by account order by day rows between 13 preceding and current row) as known
  from daily
)

-- case revenue_falls_over_30d
-- form fall over N
-- play revenue falls > £200 over 30d
select account, day, case when known = 60 then before - now > 20000 end as truth
from (
  select account, day,
    sum(revenue) over (partition by account order by day rows between 29 preceding and current row) as now,
    sum(revenue) over (partition by account order by day rows between 59 preceding and 30 preceding) as before,
    count(revenue) over (partition by account order by day rows between 59 preceding and current row) as known
  from daily
)

-- case revenue_falls_over_a_quarter
-- form fall over N
-- play revenue falls >= 50% over 1 quarter
-- Now begins the day after today less three months; before has the same number of days.
with running as (
  select account, day, sum(coalesce(revenue, 0)) over so_far as total, count(revenue) over so_far as known
  from daily
  window so_far as (partition by account order by day rows between unbounded preceding and current row)
), spans as (
  select account, day, total, known, cast(day - interval 3 month as date) as ends_before, day - cast(day - interval 3 month as date) as length
  from running
), sums as (
  select s.account, s.day, s.length, s.known - coalesce(b2.known, 0) as known, s.total - b1.total as now,
    b1.total - coalesce(b2.total, 0) as before
  from spans s
  left join running b1 on b1.account = s.account and b1.day = s.ends_before
  left join running b2 on b2.account = s.account and b2.day = s.ends_before - cast(s.length as integer)
)
select account, day, case when known = 2 * length and before > 0 then (before - now) * 100 >= 50 * before end as truth from sums

-- case no_orders
-- form zero over N days
-- play orders over 60d = 0
select account, day, case when count(orders) over w = 60 then sum(orders) over w = 0 end as truth
from daily
window w as (partition by account order by day rows between 59 preceding and current row)

-- case returns
-- form count in a window with a filter
-- play count of invoice where (cancelled) over 30d >= 2
with per_day as (select account, day, count(*) filter (where cancelled) as matching from invoices group by all)
select account, day, case when known and day - 29 >= known_from then matching >= 2 end as truth
from (
  select e.*, sum(coalesce(p.matching, 0)) over (partition by e.account order by e.day rows between 29 preceding and current row) as matching
  from event_days e left join per_day p using (account, day)
)

-- case large_orders
-- form count in a window with a filter
-- play count of invoice where ((not cancelled) and amount >= £500) over 4w = 1
with per_day as (select account, day, count(*) filter (where not cancelled and amount >= 50000) as matching from invoices group by all)
select account, day, case when known and day - 27 >= known_from then matching = 1 end as truth
from (
  select e.*, sum(coalesce(p.matching, 0)) over (partition by e.account order by e.day rows between 27 preceding and current row) as matching
  from event_days e left join per_day p using (account, day)
)

-- case order_days
-- form days with over a window
-- play days with (orders > 0) over 28d >= 2
select account, day,
  case when count(*) filter (where orders > 0) over w >= 2 then true
       when 28 - count(*) filter (where orders = 0) over w < 2 then false end as truth
from daily
window w as (partition by account order by day rows between 27 preceding and current row)

-- case basket_falls_by_money
-- form snapshot change
-- play basket falls > £100 over 30d
select account, day, lag(basket, 30) over (partition by account order by day) - basket > 10000 as truth from daily

-- case basket_falls
-- form snapshot change
-- play basket falls > 25% over 2 months
select t.account, t.day, case when b.basket > 0 then (b.basket - t.basket) * 100 > 25 * b.basket end as truth
from daily t join daily b on b.account = t.account and b.day = cast(t.day - interval 2 month as date)

-- case basket_small_for
-- form for N days
-- play basket is small for 30d
select account, day,
  case when count(*) filter (where small) over w = 30 then true when count(*) filter (where not small) over w > 0 then false end as truth
from (select account, day, basket >= 0 and basket < 20000 as small from daily)
window w as (partition by account order by day rows between 29 preceding and current row)

-- case becomes_small
-- form becomes
-- play basket becomes small
select account, day, small and not lag(small) over (partition by account order by day) as truth
from (select account, day, basket >= 0 and basket < 20000 as small from daily)

-- case since_first_return
-- form time since
-- play time since first_return >= 30d
select account, day, day - first_return >= 30 as truth from spine join accounts using (account)

-- case since_last_return
-- form time since last
-- play time since last invoice where (cancelled) > 60d
select account, day,
  case when not known then null when last_return is not null then day - last_return > 60 when day - known_from >= 60 then true end as truth
from (
  select e.*, max(i.day) over (partition by e.account order by e.day rows between unbounded preceding and current row) as last_return
  from event_days e left join (select distinct account, day from invoices where cancelled) i using (account, day)
)

-- case return_nears
-- form date nearness
-- play time to first_return <= 14d
select account, day, first_return - day <= 14 as truth from spine join accounts using (account)

-- case revenue_below_usual
-- form against usual
-- play revenue falls > 50% over 4w against usual 25w
-- Six whole spans of four weeks fit the 25 weeks before the current one: they end 28, 56 ... 168 days ago.
with spans as (
  select account, day, case when count(revenue) over w = 28 then sum(revenue) over w end as total
  from daily
  window w as (partition by account order by day rows between 27 preceding and current row)
), earlier as (
  select account, day, total as now,
    [lag(total, 28) over w, lag(total, 56) over w, lag(total, 84) over w, lag(total, 112) over w, lag(total, 140) over w, lag(total, 168) over w] as totals
  from spans
  window w as (partition by account order by day)
), against as (
  select account, day, now,
    case when len(list_filter(totals, lambda v: v is not null)) = 6 then list_sort(totals)[3] + list_sort(totals)[4] end as twice_before
  from earlier
)
select account, day, case when twice_before > 0 then (twice_before - 2 * now) * 100 > 50 * twice_before end as truth from against

-- case small_invoices
-- form event values
-- play avg invoice.amount where (not cancelled) over 90d < £150
with per_day as (
  select account, day, count(*) as events, sum(amount) as total from invoices where not cancelled group by all
)
select account, day, case when known and day - 89 >= known_from and events > 0 then total < 15000 * events end as truth
from (
  select e.*, sum(coalesce(p.events, 0)) over w as events, sum(coalesce(p.total, 0)) over w as total
  from event_days e left join per_day p using (account, day)
  window w as (partition by e.account order by e.day rows between 89 preceding and current row)
)

-- case falls_outside_christmas
-- form outside a calendar
-- play revenue falls > £100 over 1w outside christmas
with fall as (
  select account, day,
    sum(revenue) over (partition by account order by day rows between 6 preceding and current row) as now,
    sum(revenue) over (partition by account order by day rows between 13 preceding and 7 preceding) as before,
    count(revenue) over (partition by account order by day rows between 13 preceding and current row) as known,
    count(*) filter (where strftime(day, '%m-%d') >= '12-20' or strftime(day, '%m-%d') <= '01-03')
      over (partition by account order by day rows between 13 preceding and current row) as calendar_days
  from daily
)
select account, day, case when known = 14 and calendar_days = 0 then before - now > 10000 end as truth from fall
