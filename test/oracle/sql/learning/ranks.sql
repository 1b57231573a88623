-- How students stand among all at the reviews. Written from docs/language.md, section 3, "Ranks". The segments that ask for
-- it read a score, too, and stand behind the scores.

-- All students are ranked, whichever the oracle keeps.
create or replace table everybody as
select account, cast(studied_credits as bigint) as credits, registered_on as begins, withdrawn_on as ends
from read_csv(getvariable('data') || '/accounts.csv');

create or replace table reviews as
select day_after(date '2013-04-15', 2 * n) as review from range(30) t(n)
where day_after(date '2013-04-15', 2 * n) <= (select max(day) from spine);

create or replace table ranking as
select r.review, e.account, e.credits,
  row_number() over (partition by review order by credits desc, account) * 100 <= 25 * count(*) over (partition by review) + 99 as among_first,
  row_number() over (partition by review order by credits, account) * 100 <= 10 * count(*) over (partition by review) + 99 as among_least
from reviews r join everybody e on e.begins <= r.review and (e.ends is null or e.ends >= r.review);

create or replace table cutoffs as
select r.review,
  (select {value: credits, account: account} from ranking k where k.review = r.review and among_first order by credits, account desc limit 1) as first,
  (select {value: credits, account: account} from ranking k where k.review = r.review and among_least order by credits desc, account desc limit 1) as least
from reviews r;

-- A student that began after the review is held against the last one that was in.
create or replace table standing as
select s.account, s.day,
  case when a.begins > r.review then a.credits > c.first.value or (a.credits = c.first.value and s.account <= c.first.account) else k.among_first end as top,
  case when a.begins > r.review then a.credits < c.least.value or (a.credits = c.least.value and s.account <= c.least.account) else k.among_least end as tail
from spine s join accounts a using (account) asof left join reviews r on r.review <= s.day
left join cutoffs c on c.review = r.review
left join ranking k on k.review = r.review and k.account = s.account;

-- agree cutoffs
-- form rank
-- found from told_cutoffs
select 'credits' as field, 'top' as side, review, first.value as value, first.account as account from cutoffs
union all select 'credits', 'bottom', review, least.value, least.account from cutoffs
