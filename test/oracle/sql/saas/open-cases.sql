-- More of open cases. Written from docs/language.md, section 5, "Open cases".

-- case severe_ticket_open
-- form open case
-- play ticket where (severity is one of high, critical and sentiment < 50%) is open
with open_now as (
  select e.account, e.day, bool_or(severe and t.sentiment < 500000) as one_surely, bool_or(severe and t.sentiment is null) as one_perhaps
  from event_days e join (select *, severity in ('high', 'critical') as severe from tickets) t
    on t.account = e.account and t.opened <= e.day and t.closed > e.day
  group by all
)
select account, day,
  case when not ticket_known then null when one_surely then true when one_perhaps then null else false end as truth
from event_days left join open_now using (account, day)

-- case unhappy_ticket_open_for_a_week
-- form open case for a time
-- play ticket where (sentiment < 70%) open for 4d
with open_throughout as (
  select e.account, e.day, bool_or(t.sentiment < 700000) as one_surely, bool_or(t.sentiment is null) as one_perhaps
  from event_days e join tickets t on t.account = e.account and t.opened <= e.day - 3 and t.closed > e.day
  group by all
)
select account, day,
  case when not ticket_known then null when one_surely then true when one_perhaps or day - 3 < known_from then null else false end as truth
from event_days left join open_throughout using (account, day)

-- case no_ticket_open_for
-- form open case
-- play no ticket is open for 3d
with days as (
  select account, day, case when ticket_known then not exists (
    select 1 from tickets t where t.account = e.account and t.opened <= e.day and t.closed > e.day
  ) end as none_open
  from event_days e
)
select account, day,
  case when count(*) filter (where none_open) over w = 3 then true when count(*) filter (where not none_open) over w > 0 then false end as truth
from days
window w as (partition by account order by day rows between 2 preceding and current row)
