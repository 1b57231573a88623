-- Rules of docs/language.md over tables that each data set fills.

create table if not exists asking(asked varchar, event varchar, within integer, account varchar, touch varchar, channel varchar, day date, instant timestamptz);
create table if not exists happenings(account varchar, event varchar, instant timestamptz, day date);
create table if not exists occasions(account varchar, journey varchar, key varchar, stage varchar, how varchar, clause integer, day date, instant timestamptz, to_stage varchar, confirmed_by varchar);
create table if not exists confirmations(account varchar, event varchar, day date);

-- Which event answered which touch. `asking` has, numbered by instant, the touches that each share of touches asks of, and
-- `happenings` the events. One event after another answers the latest touch before it that is unanswered and still in time.
create or replace macro answers_to(which) as table (
  with recursive touch as (
    select *, row_number() over (partition by account order by instant) as place from asking where asked = which
  ), happening as (
    select h.account, h.instant, h.day, row_number() over w as n, lag(h.instant) over w as previous, (select any_value(within) from touch) as within
    from happenings h where h.event = (select any_value(event) from touch)
    window w as (partition by h.account order by h.instant)
  ), arrived as (
    select h.account, h.n, h.instant, h.day, h.within,
      coalesce(list({place: t.place, day: t.day} order by t.place) filter (where t.place is not null), []) as fresh
    from happening h left join touch t on t.account = h.account and t.instant < h.instant and (h.previous is null or t.instant >= h.previous)
    group by all
  ), step as (
    select account, 0::bigint as n, []::struct(place bigint, day date)[] as pending, null::bigint as place, null::date as answered_on from (select distinct account from touch)
    union all
    select account, n, pending[:-2], pending[-1].place, day
    from (
      select a.account, a.n, a.day, list_filter(list_concat(s.pending, a.fresh), lambda p: p.day + a.within >= a.day) as pending
      from step s join arrived a on a.account = s.account and a.n = s.n + 1
    )
  )
  select t.account, t.touch, t.day, t.instant, t.within, s.answered_on
  from touch t left join step s on s.account = t.account and s.place = t.place
);

-- Of the touches of the last `length` days: how many count, and how many of these were answered.
create or replace macro shares(which, length) as table (
  select s.account, s.day,
    count(a.day) filter (where a.answered_on <= s.day or s.day >= a.day + a.within) as counted,
    count(a.day) filter (where a.answered_on <= s.day) as answered,
    min(a.day) filter (where a.answered_on <= s.day or s.day >= a.day + a.within) as first_day
  from spine s left join answers_to(which) a on a.account = s.account and a.day between s.day - (length - 1) and s.day
  where s.alive
  group by all
);

create or replace macro share_at_least(answered, counted, percent) as case when counted > 0 then answered * 100 >= percent * counted end;

-- Journeys. `occasions` has, for every stage and clause, when something would move a track that is in it (for `enter`: a
-- track between stages): the instant of an event, or none for the close of the day. Of a day's, instants come first; at the
-- close back goes before skip, leave and enter, and of one kind the clause that is written first. `confirmations` has the
-- events that a leave may wait for. A track moves once a day.
create or replace macro walk(names) as table (
  with recursive track as (
    select distinct account, journey, key from occasions where list_contains(names, journey)
  ), step as (
    select account, journey, key, null::varchar as stage, date '0001-01-01' as day, null::timestamptz as instant, null::varchar as how, 0::bigint as n from track
    union all
    select account, journey, key, next.to_stage, next.day, next.instant, next.how, n + 1
    from (
      select s.account, s.journey, s.key, s.n,
        arg_min({to_stage: o.to_stage, day: o.day, instant: o.instant, how: o.how},
          (o.day, coalesce(o.instant, timestamptz '9999-01-01'), list_position(['back', 'skip', 'leave', 'enter'], o.how), o.clause)) as next
      from step s join occasions o
        on o.account = s.account and o.journey = s.journey and o.key is not distinct from s.key and o.stage is not distinct from s.stage
        and o.day > s.day
        and (o.confirmed_by is null or exists (
          select 1 from confirmations c where c.account = o.account and c.event = o.confirmed_by and c.day >= s.day and c.day <= o.day
        ))
      group by all
    )
  )
  from step
);

-- From one move to the next.
create or replace macro visits_of(names) as table (
  from (
    select account, journey, key, stage, day as entered, instant as entered_at, lead(day) over track as left_on, lead(instant) over track as left_at,
      lead(how) over track as how, lead(stage) over track as to_stage
    from walk(names) window track as (partition by account, journey, key order by n)
  ) where stage is not null
);
