-- Rules of docs/language.md that all data sets need.
set timezone = 'UTC';

create or replace macro epoch_day(d) as cast(d - date '1970-01-01' as integer);
create or replace macro day_after(d, months) as cast(d + to_months(months) as date);

-- Numbers that are not whole go to the nearer whole one, and from just between two to the even one. None is negative.
create or replace macro half_even(number, per) as
  number // per + case when 2 * (number % per) > per or (2 * (number % per) = per and (number // per) % 2 = 1) then 1 else 0 end;

-- Points, in millionths, for the quantity `value / per`: none at `a` or on its far side, all at `b` or beyond.
create or replace macro points_by(points, value, per, a, b) as
  case when value is not null then
    half_even(cast(points as hugeint) * greatest(0, least((value - a * per) * sign(b - a), abs(b - a) * per)), abs(b - a) * per)
  end;

-- Comparisons of a quantity that lies somewhere from `low` to `high`: known only when the whole range agrees.
create or replace macro range_below(low, high, bound) as case when high < bound then true when low >= bound then false end;
create or replace macro range_at_least(low, high, bound) as not range_below(low, high, bound);
create or replace macro range_above(low, high, bound) as case when low > bound then true when high <= bound then false end;
-- `from_floor` up to below `to_floor`.
create or replace macro range_in(low, high, from_floor, to_floor) as
  case when low >= from_floor and high < to_floor then true when high < from_floor or low >= to_floor then false end;

-- Which of the arms of an experiment draws the smallest number; the rest that is in no arm has an empty name.
create or replace macro draw(experiment, arm, account, share) as
  -ln((cast('0x' || sha256(experiment || '|' || arm || '|' || account)[1:13] as bigint) + 0.5) / pow(2, 52)) / share;
