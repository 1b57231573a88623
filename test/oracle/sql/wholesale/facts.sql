-- What the invoices of the gift wholesaler say, day by day, under the rules of docs/language.md.
-- Variables: data (the folder), every (keep one account in so many).

-- Money is whole pence. The times are the wholesaler's own local times, so their dates are the dates.
create table invoices as
select customer_id as account, invoice_at, cast(invoice_at as date) as day, is_cancellation = 1 as cancelled,
  cast(amount_gbp * 100 as bigint) as amount
from read_csv(getvariable('data') || '/invoices.csv', types = {'customer_id': 'varchar', 'amount_gbp': 'decimal(18, 2)'});

create table horizon as select min(day) as first_day, max(day) as last_day from invoices;

-- An account is whoever has an invoice; it begins with its first. (`first_return` looks ahead: good enough to test by.)
create table accounts as
select account, min(day) as begins, min(day) filter (where cancelled) as first_return
from invoices group by account
qualify row_number() over (order by account) % getvariable('every') = 0;

create table spine as
select a.account, d.day, d.day >= a.begins as alive
from accounts a, (select unnest(generate_series(first_day, last_day, interval 1 day))::date as day from horizon) d;

-- `revenue` and `orders` are zero when missing; `basket`, the largest order of a day, carries.
create table daily as
with per_day as (
  select account, day, sum(amount) as revenue, count(*) filter (where not cancelled) as orders,
    max(amount) filter (where not cancelled) as basket
  from invoices group by all
)
select s.account, s.day,
  coalesce(p.revenue, case when s.alive then 0 end) as revenue,
  coalesce(p.orders, case when s.alive then 0 end) as orders,
  case when p.basket is not null then p.basket
       when s.alive then last_value(p.basket ignore nulls) over (partition by s.account order by s.day rows between unbounded preceding and current row)
  end as basket
from spine s left join per_day p using (account, day);

-- The known days of invoices: from the account's first day to the last of the table.
create table event_days as
select s.account, s.day, a.begins as known_from, s.day >= a.begins as known from spine s join accounts a using (account);
