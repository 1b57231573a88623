-- When triggers on the truths of the table `truths` fire. It has a row for every day of an account's life: the truth of
-- the condition, whether the account is in the trigger's scope, and whether the day arms the trigger again (known false,
-- or `until` known true). There are two triggers, one without `rest` and one with 30 days of it.
--
-- Armed at first: the first true day in scope fires. A fire spends the trigger; the next day in scope that arms it does so
-- (unknown days do nothing), and it fires on the first true day in scope from then on that is at least `rest` days after
-- the last fire.
create or replace temp table ahead as
select account, day,
  min(day) filter (where rearms and in_scope) over (partition by account order by day rows between 1 following and unbounded following) as armed_again,
  min(day) filter (where truth and in_scope) over (partition by account order by day rows between current row and unbounded following) as next_true
from truths;

create or replace temp table fires as
with recursive fire as (
  select account, rest, min(day) as day
  from truths, (values (0), (30)) rests(rest)
  where truth and in_scope
  group by account, rest
  union all
  select f.account, f.rest, then_true.next_true
  from fire f
  join ahead last on last.account = f.account and last.day = f.day
  join ahead then_true on then_true.account = f.account and then_true.day = greatest(last.armed_again, f.day + f.rest)
  where last.armed_again is not null and then_true.next_true is not null
)
select account, rest, day from fire;
