-- One query a condition: for every account and day true, false or unknown (null).

-- case logins_fall_weekly
-- form fall week over week
-- play logins falls > 30% week over week
select account, day, case when known = 14 and before > 0 then (before - now) * 100 > 30 * before end as truth
from (
  select account, day,
    sum(logins) over (partition by account order by day rows between 6 preceding and current row) as now,
    sum(logins) over (partition by account order by day rows between 13 preceding and 7 preceding) as before,
    count(logins) over (partition by account order by day rows between 13 preceding and current row) as known
  from daily
)

-- case core_usage_falls
-- form fall over N
-- play core_usage falls >= 50% over 2w
select account, day, case when known = 28 and before > 0 then (before - now) * 100 >= 50 * before end as truth
from (
  select account, day,
    sum(core_usage) over (partition by account order by day rows between 13 preceding and current row) as now,
    sum(core_usage) over (partition by account order by day rows between 27 preceding and 14 preceding) as before,
    count(core_usage) over (partition by account order by day rows between 27 preceding and current row) as known
  from daily
)

-- case core_unused
-- form zero over N days
-- play core_usage over 7d = 0
select account, day, case when count(core_usage) over w = 7 then sum(core_usage) over w = 0 end as truth
from daily
window w as (partition by account order by day rows between 6 preceding and current row)

-- case ticket_spike
-- form count in a window with a filter
-- play count of ticket where (severity is one of high, critical) over 30d >= 1
with per_day as (select account, opened as day, count(*) as matching from tickets where severity in ('high', 'critical') group by all)
select account, day, case when ticket_known and day - 29 >= known_from then matching >= 1 end as truth
from (
  select e.*, sum(coalesce(p.matching, 0)) over (partition by e.account order by e.day rows between 29 preceding and current row) as matching
  from event_days e left join per_day p using (account, day)
)

-- case unhappy_tickets
-- form count in a window with a filter
-- play count of ticket where (sentiment < 50%) over 30d >= 2
-- A ticket without a sentiment may be one of them: the count is a range.
with per_day as (
  select account, opened as day, count(*) filter (where sentiment < 500000) as surely,
    count(*) filter (where sentiment is null or sentiment < 500000) as at_most
  from tickets group by all
)
select account, day,
  case when not ticket_known or day - 29 < known_from then null when surely >= 2 then true when at_most < 2 then false end as truth
from (
  select e.*, sum(coalesce(p.surely, 0)) over w as surely, sum(coalesce(p.at_most, 0)) over w as at_most
  from event_days e left join per_day p using (account, day)
  window w as (partition by e.account order by e.day rows between 29 preceding and current row)
)

-- case active_days
-- form days with over a window
-- play days with (logins > 0) over 14d < 8
select account, day,
  case when 14 - count(*) filter (where logins <= 0) over w < 8 then true
       when count(*) filter (where logins > 0) over w >= 8 then false end as truth
from daily
window w as (partition by account order by day rows between 13 preceding and current row)

-- case full_days
-- form days with over a window
-- play days with (storage >= 70% of storage_limit) over 7d >= 5
-- The limit is that of each day; a day before the account's first row has none.
select account, day,
  case when count(*) filter (where full_day) over w >= 5 then true
       when 7 - count(*) filter (where not full_day) over w < 5 then false end as truth
from (select account, day, storage * 100 >= 70 * storage_limit as full_day from daily join fields using (account, day))
window w as (partition by account order by day rows between 6 preceding and current row)

-- case health_falls
-- form snapshot change
-- play health falls > 10 points over 2w
select account, day, lag(health, 14) over (partition by account order by day) - health > 10000000 as truth from daily

-- case storage_rises
-- form snapshot change
-- play storage rises > 10% over 4w
select account, day, case when before > 0 then (storage - before) * 100 > 10 * before end as truth
from (select account, day, storage, lag(storage, 28) over (partition by account order by day) as before from daily)

-- case users_fall
-- form snapshot change
-- play active_users falls >= 25% over 7d
select account, day, case when before > 0 then (before - active_users) * 100 >= 25 * before end as truth
from (select account, day, active_users, lag(active_users, 7) over (partition by account order by day) as before from daily)

-- case yellow_for
-- form for N days
-- play health is yellow for 2w
select account, day,
  case when count(*) filter (where yellow) over w = 14 then true when count(*) filter (where not yellow) over w > 0 then false end as truth
from (select account, day, health >= 60000000 and health < 80000000 as yellow from daily)
window w as (partition by account order by day rows between 13 preceding and current row)

-- case weak_or_silent_for
-- form for N days
-- play (health < 60 or logins over 3d = 0) for 7d
select account, day,
  case when count(*) filter (where weak) over w = 7 then true when count(*) filter (where not weak) over w > 0 then false end as truth
from (
  select account, day, health < 60000000 or case when count(logins) over three_days = 3 then sum(logins) over three_days = 0 end as weak
  from daily
  window three_days as (partition by account order by day rows between 2 preceding and current row)
)
window w as (partition by account order by day rows between 6 preceding and current row)

-- case becomes_yellow
-- form becomes
-- play health becomes yellow from green
select account, day, yellow and lag(green) over (partition by account order by day) as truth
from (select account, day, health >= 60000000 and health < 80000000 as yellow, health >= 80000000 as green from daily)

-- case becomes_green
-- form becomes
-- play health becomes green
select account, day, green and not lag(green) over (partition by account order by day) as truth
from (select account, day, health >= 80000000 as green from daily)

-- case since_notice
-- form time since
-- play time since notice_given >= 7d
select account, day, day - notice_given >= 7 as truth from fields

-- case since_contract
-- form time since
-- play time since contract_start >= 1 quarter
select account, day, day >= cast(contract_start + interval 3 month as date) as truth from fields

-- case since_critical_ticket
-- form time since last
-- play time since last ticket where (severity is critical) > 60d
select account, day,
  case when not ticket_known then null when last_day is not null then day - last_day > 60 when day - known_from >= 60 then true end as truth
from (
  select e.*, max(t.opened) over (partition by e.account order by e.day rows between unbounded preceding and current row) as last_day
  from event_days e left join (select distinct account, opened, opened as day from tickets where severity = 'critical') t using (account, day)
)

-- case renewal_nears
-- form date nearness
-- play time to renewal <= 90d
select account, day, renewal - day <= 90 as truth from fields

-- case renewal_nears_by_months
-- form date nearness
-- play time to renewal <= 2 months
select account, day, day >= cast(renewal - interval 2 month as date) as truth from fields

-- case just_noticed
-- form time since
-- play time since notice_given <= 1 month
select account, day, day <= cast(notice_given + interval 1 month as date) as truth from fields

-- case ticket_open
-- form open case
-- play ticket is open
select account, day, case when ticket_known then exists (
  select 1 from tickets t where t.account = e.account and t.opened <= e.day and t.closed > e.day
) end as truth
from event_days e

-- case no_unhappy_ticket_open
-- form open case
-- play no ticket where (sentiment < 50%) is open
with open_now as (
  select e.account, e.day, bool_or(t.sentiment < 500000) as one_surely, bool_or(t.sentiment is null) as one_perhaps
  from event_days e join tickets t on t.account = e.account and t.opened <= e.day and t.closed > e.day
  group by all
)
select account, day,
  case when not ticket_known then null when coalesce(one_surely, false) then false when coalesce(one_perhaps, false) then null else true end as truth
from event_days left join open_now using (account, day)

-- case ticket_stale
-- form open case
-- play ticket open for 3d
select account, day,
  case when not ticket_known then null
       when exists (select 1 from tickets t where t.account = e.account and t.opened <= e.day - 2 and t.closed > e.day) then true
       when e.day - 2 >= known_from then false end as truth
from event_days e

-- case unhappy_ticket_stale
-- form open case
-- play ticket where (sentiment < 60%) open for 2d
with open_throughout as (
  select e.account, e.day, bool_or(t.sentiment < 600000) as one_surely, bool_or(t.sentiment is null) as one_perhaps
  from event_days e join tickets t on t.account = e.account and t.opened <= e.day - 1 and t.closed > e.day
  group by all
)
select account, day,
  case when not ticket_known then null when one_surely then true when one_perhaps or day - 1 < known_from then null else false end as truth
from event_days left join open_throughout using (account, day)

-- case logins_below_usual
-- form against usual
-- play logins falls > 20% over 1w against usual 8w
with weeks as (
  select account, day, case when count(logins) over w = 7 then sum(logins) over w end as total
  from daily
  window w as (partition by account order by day rows between 6 preceding and current row)
), earlier as (
  select account, day, total as now,
    [lag(total, 7) over w, lag(total, 14) over w, lag(total, 21) over w, lag(total, 28) over w,
     lag(total, 35) over w, lag(total, 42) over w, lag(total, 49) over w, lag(total, 56) over w] as totals
  from weeks
  window w as (partition by account order by day)
), against as (
  select account, day, now,
    case when len(list_filter(totals, lambda v: v is not null)) = 8 then list_sort(totals)[4] + list_sort(totals)[5] end as twice_before
  from earlier
)
select account, day, case when twice_before > 0 then (twice_before - 2 * now) * 100 > 20 * twice_before end as truth from against

-- case ticket_sentiment
-- form event values
-- play avg ticket.sentiment where (sentiment is known) over 30d < 60%
with per_day as (
  select account, opened as day, count(*) as events, sum(sentiment) as total from tickets where sentiment is not null group by all
)
select account, day, case when ticket_known and day - 29 >= known_from and events > 0 then total < 600000 * events end as truth
from (
  select e.*, sum(coalesce(p.events, 0)) over w as events, sum(coalesce(p.total, 0)) over w as total
  from event_days e left join per_day p using (account, day)
  window w as (partition by e.account order by e.day rows between 29 preceding and current row)
)

-- case worst_sentiment
-- form event values
-- play min ticket.sentiment over 30d < 50%
-- One ticket without a sentiment hides the least of them.
with per_day as (
  select account, opened as day, count(*) as events, count(sentiment) as known_values, min(sentiment) as least from tickets group by all
)
select account, day,
  case when ticket_known and day - 29 >= known_from and events > 0 and known_values = events then least < 500000 end as truth
from (
  select e.*, sum(coalesce(p.events, 0)) over w as events, sum(coalesce(p.known_values, 0)) over w as known_values, min(p.least) over w as least
  from event_days e left join per_day p using (account, day)
  window w as (partition by e.account order by e.day rows between 29 preceding and current row)
)

-- case last_answer
-- form time since last
-- play time since last nps > 90d
-- The table of answers covers a month less than the others.
select account, day,
  case when not answer_known then null when last_day is not null then day - last_day > 90 when day - known_from >= 90 then true end as truth
from (
  select e.*, max(n.answered) over (partition by e.account order by e.day rows between unbounded preceding and current row) as last_day
  from event_days e left join (select distinct account, day as answered, day from answers where day <= date '2026-05-31') n using (account, day)
)

-- case near_limit
-- form comparison
-- play storage >= 80% of storage_limit
select account, day, storage * 100 >= 80 * storage_limit as truth from daily join fields using (account, day)

-- case big_and_renewing
-- form and, or, not
-- play (arr >= $60K or strategic) and not (time to renewal > 120d) and plan is one of pro, enterprise and (notice_given is unknown or health < 80)
select account, day,
  (arr >= 6000000 or strategic) and not (renewal - day > 120) and plan in ('pro', 'enterprise') and (notice_given is null or health < 80000000) as truth
from daily join fields using (account, day)

-- case mid_market
-- form segment
-- play segment is one of mid_market, small
-- Unknown while an unknown ends the search.
select account, day, segment in ('mid_market', 'small') as truth from segments

-- case first_quarter
-- form stage
-- play during onboarding and health < 80
select account, day, day between contract_start and contract_start + 90 and health < 80000000 as truth
from daily join fields using (account, day)

-- case near_limit_in_scope
-- form trigger scope and until
-- scope for enterprise, mid_market
-- until storage < 75% of storage_limit
-- play storage >= 78% of storage_limit
select account, day, storage * 100 >= 78 * storage_limit as truth,
  coalesce(segment in ('enterprise', 'mid_market'), false) as in_scope,
  coalesce(storage * 100 < 75 * storage_limit, false) as rearms
from daily join fields using (account, day) join segments using (account, day)

-- case silent_week_in_onboarding
-- form trigger scope and until
-- scope during onboarding
-- play days with (logins > 0) over 7d < 4
select account, day,
  case when 7 - count(*) filter (where logins <= 0) over w < 4 then true
       when count(*) filter (where logins > 0) over w >= 4 then false end as truth,
  coalesce(day between contract_start and contract_start + 90, false) as in_scope
from daily join fields using (account, day)
window w as (partition by account order by day rows between 6 preceding and current row)

-- case weekly_fall_in_segment
-- form trigger scope and until
-- scope for shaky, enterprise
-- play logins falls > 25% week over week
select account, day, case when known = 14 and before > 0 then (before - now) * 100 > 25 * before end as truth,
  coalesce(segment in ('shaky', 'enterprise'), false) as in_scope
from (
  select account, day,
    sum(logins) over (partition by account order by day rows between 6 preceding and current row) as now,
    sum(logins) over (partition by account order by day rows between 13 preceding and 7 preceding) as before,
    count(logins) over (partition by account order by day rows between 13 preceding and current row) as known
  from daily
) join segments using (account, day)

-- case some_ticket_open_for
-- form for N days
-- play ticket is open for 4d
-- Other than `ticket open for 4d`: a different ticket may be open on each day.
with days as (
  select account, day, case when ticket_known then exists (
    select 1 from tickets t where t.account = e.account and t.opened <= e.day and t.closed > e.day
  ) end as open_then
  from event_days e
)
select account, day,
  case when count(*) filter (where open_then) over w = 4 then true when count(*) filter (where not open_then) over w > 0 then false end as truth
from days
window w as (partition by account order by day rows between 3 preceding and current row)

-- case days_with_an_unhappy_ticket
-- form days with over a window
-- play days with (ticket where (sentiment < 50%) is open) over 10d >= 2
with open_now as (
  select e.account, e.day, bool_or(t.sentiment < 500000) as one_surely, bool_or(t.sentiment is null) as one_perhaps
  from event_days e join tickets t on t.account = e.account and t.opened <= e.day and t.closed > e.day
  group by all
), days as (
  select account, day,
    case when not ticket_known then null when coalesce(one_surely, false) then true when coalesce(one_perhaps, false) then null else false end as unhappy
  from event_days left join open_now using (account, day)
)
select account, day,
  case when count(*) filter (where unhappy) over w >= 2 then true when 10 - count(*) filter (where not unhappy) over w < 2 then false end as truth
from days
window w as (partition by account order by day rows between 9 preceding and current row)

-- case falling_for
-- form for N days
-- play (logins falls > 10% week over week) for 3d
select account, day,
  case when count(*) filter (where falls) over w = 3 then true when count(*) filter (where not falls) over w > 0 then false end as truth
from (
  select account, day, case when known = 14 and before > 0 then (before - now) * 100 > 10 * before end as falls
  from (
    select account, day,
      sum(logins) over (partition by account order by day rows between 6 preceding and current row) as now,
      sum(logins) over (partition by account order by day rows between 13 preceding and 7 preceding) as before,
      count(logins) over (partition by account order by day rows between 13 preceding and current row) as known
    from daily
  )
)
window w as (partition by account order by day rows between 2 preceding and current row)

-- case silent_outside_year_end
-- form outside a calendar
-- play (logins over 3d = 0 for 4d) outside year_end
-- The window of the first of the four days begins five days ago, which may be before the data.
with days as (
  select account, day, case when count(logins) over three_days = 3 then sum(logins) over three_days = 0 end as silent
  from daily
  window three_days as (partition by account order by day rows between 2 preceding and current row)
), asked as (
  select account, day, count(*) filter (where silent) over w as silent_days, count(*) filter (where not silent) over w as other_days
  from days
  window w as (partition by account order by day rows between 3 preceding and current row)
)
select account, day,
  case when len(list_filter(range(6), lambda back: strftime(day - back::integer, '%m-%d') between '12-24' and '12-31')) > 0 then null
       when silent_days = 4 then true when other_days > 0 then false end as truth
from asked

-- case health_outside_new_year
-- form outside a calendar
-- play (health falls > 5 points over 3d) outside new_year
-- Today and the three days before, whether they are compared or lie between.
select account, day,
  case when count(*) filter (where day = date '2026-01-01') over w = 0 then lag(health, 3) over (partition by account order by day) - health > 5000000 end as truth
from daily
window w as (partition by account order by day rows between 3 preceding and current row)

-- case logins_fall_at_all
-- form fall over N
-- play logins falls over 3w
select account, day, case when known = 42 then now < before end as truth
from (
  select account, day,
    sum(logins) over (partition by account order by day rows between 20 preceding and current row) as now,
    sum(logins) over (partition by account order by day rows between 41 preceding and 21 preceding) as before,
    count(logins) over (partition by account order by day rows between 41 preceding and current row) as known
  from daily
)

-- case best_health
-- form window of a level
-- play max health over 2w < 75
select account, day, case when count(health) over w = 14 then max(health) over w < 75000000 end as truth
from daily
window w as (partition by account order by day rows between 13 preceding and current row)

-- case seats_unused
-- form comparison
-- play avg active_users over 7d <= 40% of seats
select account, day, case when count(active_users) over w = 7 then sum(active_users) over w * 100 <= 40 * seats * 7 end as truth
from daily join fields using (account, day)
window w as (partition by account order by day rows between 6 preceding and current row)

-- case tickets_of_a_month
-- form count in a window with a filter
-- play count of ticket where (not severity is low) over 1 month > 1
-- The window begins the day after today less a month.
with per_day as (select account, opened as day, count(*) as matching from tickets where severity <> 'low' group by all),
running as (
  select e.*, sum(coalesce(p.matching, 0)) over (partition by e.account order by e.day rows between unbounded preceding and current row) as total,
    cast(e.day - interval 1 month as date) as day_before
  from event_days e left join per_day p using (account, day)
)
select t.account, t.day,
  case when t.ticket_known and t.day_before + 1 >= t.known_from then t.total - coalesce(b.total, 0) > 1 end as truth
from running t left join running b on b.account = t.account and b.day = t.day_before

-- case scores_added_up
-- form event values
-- play sum nps.score over 120d >= 9
-- Nothing adds up to zero.
with per_day as (select account, day, sum(score) as total from answers where day <= date '2026-05-31' group by all)
select account, day, case when answer_known and day - 119 >= known_from then total >= 9 end as truth
from (
  select e.*, sum(coalesce(p.total, 0)) over (partition by e.account order by e.day rows between 119 preceding and current row) as total
  from event_days e left join per_day p using (account, day)
)

-- case renewal_is_far
-- form date nearness
-- play time to renewal > 3 months
select account, day, day < cast(renewal - interval 3 month as date) as truth from fields

-- case known_things
-- form known
-- play (notice_given is known or storage is unknown) and plan is not starter
select account, day, (notice_given is not null or storage is null) and plan <> 'starter' as truth
from daily join fields using (account, day)

-- case yellow_for_a_month
-- form for N days
-- play health is yellow for 1 month
-- The first of the days is the day after today less a month.
with running as (
  select account, day, count(*) filter (where yellow) over so_far as yellow_days, count(*) filter (where not yellow) over so_far as other_days,
    cast(day - interval 1 month as date) as day_before
  from (select account, day, health >= 60000000 and health < 80000000 as yellow from daily)
  window so_far as (partition by account order by day rows between unbounded preceding and current row)
)
select t.account, t.day,
  case when t.other_days - coalesce(b.other_days, 0) > 0 then false
       when t.yellow_days - coalesce(b.yellow_days, 0) = t.day - t.day_before then true end as truth
from running t left join running b on b.account = t.account and b.day = t.day_before
