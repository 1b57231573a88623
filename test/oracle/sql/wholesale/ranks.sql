-- How buyers stand among all at the reviews. Written from docs/language.md, section 3, "Ranks". The segments that ask for it
-- read a score, too, and stand behind the scores.

-- All buyers are ranked, whichever the oracle keeps. Who has returned nothing is not ranked by it.
create or replace table everybody as
select account, min(day) as begins, max(amount) as biggest, -sum(amount) filter (where cancelled) as returned from invoices group by account;

create or replace table reviews as
select day_after(date '2010-02-01', 3 * n) as review from range(30) t(n) where day_after(date '2010-02-01', 3 * n) <= (select last_day from horizon);

create or replace table ranking as
select r.review, e.account, e.biggest, e.returned,
  row_number() over (partition by review order by biggest desc, account) * 100 <= 20 * count(*) over (partition by review) + 99 as among_big,
  row_number() over (partition by review order by biggest, account) * 100 <= 25 * count(*) over (partition by review) + 99 as among_small,
  case when returned is not null then
    row_number() over (partition by review order by returned desc nulls last, account) * 100 <= 40 * count(returned) over (partition by review) + 99
  end as among_returned
from reviews r join everybody e on e.begins <= r.review;

create or replace table cutoffs as
select r.review,
  (select {value: biggest, account: account} from ranking k where k.review = r.review and among_big order by biggest, account desc limit 1) as big,
  (select {value: biggest, account: account} from ranking k where k.review = r.review and among_small order by biggest desc, account desc limit 1) as small,
  (select {value: returned, account: account} from ranking k where k.review = r.review and among_returned order by returned, account desc limit 1) as returned
from reviews r;

-- A buyer that began after the review is held against the last one that was in.
create or replace table standing as
select s.account, s.day,
  case when a.begins > r.review then e.biggest > c.big.value or (e.biggest = c.big.value and s.account <= c.big.account) else k.among_big end as big,
  case when a.begins > r.review then e.biggest < c.small.value or (e.biggest = c.small.value and s.account <= c.small.account) else k.among_small end as small,
  case when a.begins > r.review then e.returned > c.returned.value or (e.returned = c.returned.value and s.account <= c.returned.account) else k.among_returned end as returner
from spine s join accounts a using (account) join everybody e using (account) asof left join reviews r on r.review <= s.day
left join cutoffs c on c.review = r.review
left join ranking k on k.review = r.review and k.account = s.account;

-- agree cutoffs
-- form rank
-- found from told_cutoffs
select 'biggest' as field, 'top' as side, review, big.value as value, big.account as account from cutoffs
union all select 'biggest', 'bottom', review, small.value, small.account from cutoffs
union all select 'returned', 'top', review, returned.value, returned.account from cutoffs
