-- How customers stand among all at the reviews, and the segments that ask for it. Written from docs/language.md, section 3, "Ranks".

-- All customers are ranked, whichever the oracle keeps.
create or replace table everybody as
select account, valid_from, lead(valid_from) over (partition by account order by valid_from) as valid_until,
  cast(arr as bigint) * 100 as arr, cast(seats as bigint) as seats,
  min(contract_start) over (partition by account) as begins, max(churned_on) over (partition by account) as ends
from read_csv(getvariable('data') || '/accounts.csv');

-- Steps are counted from the first review.
create or replace table reviews as
select review, lead(review) over (order by review) as next_review
from (select day_after(date '2024-12-15', 3 * n) as review from range(20) t(n)) where review <= date '2026-06-30';

create or replace table ranking as
with present as (
  select r.review, e.account, e.arr, e.seats
  from reviews r join everybody e on e.valid_from <= r.review and (e.valid_until is null or e.valid_until > r.review)
  where e.begins <= r.review and (e.ends is null or e.ends >= r.review)
)
select review, account, arr, seats,
  row_number() over (partition by review order by arr desc, account) * 100 <= 20 * count(*) over (partition by review) + 99 as among_first,
  row_number() over (partition by review order by seats, account) * 100 <= 30 * count(*) over (partition by review) + 99 as among_least
from present;

-- The last one that is in.
create or replace table cutoffs as
select r.review,
  (select {value: arr, account: account} from ranking k where k.review = r.review and among_first order by arr, account desc limit 1) as first,
  (select {value: seats, account: account} from ranking k where k.review = r.review and among_least order by seats desc, account desc limit 1) as least
from reviews r;

-- A customer that began after the review is held against the last one that was in, by its values of its first day.
create or replace table standing as
with last_review as (
  select s.account, s.day, r.review, a.begins from spine s join accounts a using (account) asof join reviews r on r.review <= s.day
), own as (
  select f.account, f.arr, f.seats from fields f join accounts a on a.account = f.account and f.day = greatest(a.begins, date '2025-01-01')
)
select l.account, l.day,
  case when l.begins > l.review then o.arr > c.first.value or (o.arr = c.first.value and l.account <= c.first.account) else k.among_first end as top,
  case when l.begins > l.review then o.seats < c.least.value or (o.seats = c.least.value and l.account <= c.least.account) else k.among_least end as tail
from last_review l
left join own o using (account)
left join cutoffs c on c.review = l.review
left join ranking k on k.review = l.review and k.account = l.account;

-- The segment at the close of each day and at its opening, when metrics end with the day before.
create or replace table standings as
with told as (
  select account, day, alive, health, lag(health) over (partition by account order by day) as health_before, arr, s.top, s.tail
  from daily join fields using (account, day) join spine using (account, day) join standing s using (account, day)
)
select account, day, alive,
  case when health is null then null when health < 60000000 then 'shaky' when top is null then null when top then 'top'
       when arr is null then null when arr >= 2500000 then 'mid' when tail is null then null when tail then 'tail' else 'others' end as closing,
  case when health_before is null then null when health_before < 60000000 then 'shaky' when top is null then null when top then 'top'
       when arr is null then null when arr >= 2500000 then 'mid' when tail is null then null when tail then 'tail' else 'others' end as opening
from told;

-- agree cutoffs
-- form rank
-- found from told_cutoffs
select 'arr' as field, 'top' as side, review, first.value as value, first.account as account from cutoffs
union all select 'seats', 'bottom', review, least.value, least.account from cutoffs

-- case among_the_top
-- form rank
-- play segment is top
select account, day, closing = 'top' as truth from standings

-- case among_the_rest
-- form rank
-- play segment is one of tail, others
select account, day, closing in ('tail', 'others') as truth from standings

-- case silent_at_the_top
-- form rank
-- scope for top, tail
-- play days with (logins > 0) over 7d < 5
select account, day,
  case when 7 - count(*) filter (where logins <= 0) over w < 5 then true
       when count(*) filter (where logins > 0) over w >= 5 then false end as truth,
  coalesce(closing in ('top', 'tail'), false) as in_scope
from daily join standings using (account, day)
window w as (partition by account order by day rows between 6 preceding and current row)
