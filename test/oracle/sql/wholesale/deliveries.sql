-- What the ledger that the simulation wrote says was delivered, and what conditions say of it. Written from
-- docs/language.md, section 5, "Time since and to" and "Shares of touches".

create or replace table deliveries as
select account, name as touch, channel, done_on as day, done_at as instant from ledger where kind = 'touch' and outcome = 'done';

create or replace table delivered_days as
select s.account, s.day, s.alive, a.begins as known_from,
  max(d.day) filter (where d.touch = 'call') as call, max(d.day) filter (where d.touch = 'letter') as letter
from spine s join accounts a using (account) left join deliveries d on d.account = s.account and d.day <= s.day
group by all;

create or replace table happenings as
select account, 'invoice' as event, timezone('Europe/London', invoice_at) as instant, day from invoices join accounts using (account);

create or replace table asking as
select 'any' as asked, 'invoice' as event, 7 as within, d.* from deliveries d
union all select 'by mail', 'invoice', 10, d.* from deliveries d where channel = 'email'
union all select 'calls', 'invoice', 14, d.* from deliveries d where touch = 'call';

-- case since_call
-- form time since last done
-- play time since last done call > 45d
-- With none, it is at least the days since the buyer's first.
select account, day, case when call is not null then day - call > 45 when day - known_from > 45 then true end as truth from delivered_days

-- case written_lately
-- form time since last done
-- play time since last done letter <= 10d
select account, day, case when letter is not null then day - letter <= 10 when day - known_from > 10 then false end as truth from delivered_days

-- case answered_by_orders
-- form share of touches
-- play share of touches with invoice within 7d over 60d >= 30%
select account, day, share_at_least(answered, counted, 30) as truth from shares('any', 60)

-- case mails_answered_by_orders
-- form share of touches by a channel
-- play share of email touches with invoice within 10d over 90d >= 50%
select account, day, share_at_least(answered, counted, 50) as truth from shares('by mail', 90)

-- case calls_answered_by_orders
-- form share of touches of one touch
-- play share of touch call with invoice within 14d over 6 months < 50%
-- The window begins the day after today less six months.
select s.account, s.day, not share_at_least(
    count(a.day) filter (where a.answered_on <= s.day),
    count(a.day) filter (where a.answered_on <= s.day or s.day >= a.day + a.within), 50) as truth
from spine s left join answers_to('calls') a on a.account = s.account and a.day > day_after(s.day, -6) and a.day <= s.day
where s.alive
group by s.account, s.day
