-- More of open cases. Written from docs/language.md, section 5, "Open cases".

-- case poor_essay_overdue
-- form open case
-- play overdue where (score < 65 points) is open
with open_now as (
  select e.account, e.day, bool_or(o.score < 65000000) as one_surely, bool_or(o.score is null) as one_perhaps
  from event_days e join overdue o on o.account = e.account and o.opened <= e.day and o.closed > e.day
  group by all
)
select account, day, case when not overdue_known then null when one_surely then true when one_perhaps then null else false end as truth
from event_days left join open_now using (account, day)

-- case poor_essay_overdue_for
-- form open case for a time
-- play overdue where (score < 75 points) open for 4d
with open_throughout as (
  select e.account, e.day, bool_or(o.score < 75000000) as one_surely, bool_or(o.score is null) as one_perhaps
  from event_days e join overdue o on o.account = e.account and o.opened <= e.day - 3 and o.closed > e.day
  group by all
)
select account, day,
  case when not overdue_known then null when one_surely then true when one_perhaps or day - 3 < overdue_from then null else false end as truth
from event_days left join open_throughout using (account, day)

-- case no_poor_essay_for
-- form open case
-- play no overdue where (score < 60 points) is open for 3d
with open_now as (
  select e.account, e.day, bool_or(o.score < 60000000) as one_surely, bool_or(o.score is null) as one_perhaps
  from event_days e join overdue o on o.account = e.account and o.opened <= e.day and o.closed > e.day
  group by all
), days as (
  select account, day, case when not overdue_known then null when one_surely then false when one_perhaps then null else true end as none_open
  from event_days left join open_now using (account, day)
)
select account, day,
  case when count(*) filter (where none_open) over w = 3 then true when count(*) filter (where not none_open) over w > 0 then false end as truth
from days
window w as (partition by account order by day rows between 2 preceding and current row)
