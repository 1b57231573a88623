/** Tests that are nearly right: each is refused for the one thing that is wrong with it, at its place. */
import { describe, expect, it } from "vitest";
import { acme, compiled } from "./support.ts";

const met = "expect touch call for acme on 2026-01-12";
const test = (items: string) => `test "one" { ${items} }`;

/** The code, the text under the span, and the test. */
const table: [string, string, string][] = [
  ["PLAY500", '"one"', `${test(`${acme} ${met}`)} ${test(`${acme} ${met}`)}`],
  ["PLAY501", '"one"', test(`${acme} history acme { reply on 2026-01-12 }`)],
  ["PLAY502", "acne", test(`${acme} expect touch call for acne on 2026-01-12`)],
  ["PLAY502", "acne", test(`${acme} history acne { reply on 2026-01-12 } expect touch call for acne by 2026-01-12`)],
  ["PLAY502", "acne", test(`${acme} people acne { csm "Dana" } ${met}`)],
  ["PLAY502", "acne", test(`${acme} expect acne is big at 2026-01-12`)],
  ["PLAY503", "acme", test(`account acme { arr $120K } ${met}`)],
  ["PLAY503", "acme", test(`account acme { arr unknown start 2026-01-05 } ${met}`)],
  ["PLAY503", "ticket", test(`${acme} history acme { ticket on 2026-01-12 { id "x" } } ${met}`)],
  ["PLAY504", "arr", test(`account acme { arr $1K arr $2K start 2026-01-05 } ${met}`)],
  ["PLAY504", "arr", test(`${acme} account acme { arr $2K } ${met}`)],
  ["PLAY504", "csm", test(`${acme} people acme { csm "Dana" csm nobody } ${met}`)],
  ["PLAY504", "logins", test(`${acme} history acme { logins 1, 2 from 2026-01-06 logins 3 on 2026-01-07 } ${met}`)],
  ["PLAY504", "id", test(`${acme} history acme { ticket on 2026-01-12 { id "x" id "y" severity low } } ${met}`)],
  ["PLAY505", "by 2026-02-01", test(`${acme} days 2026-01-05..2026-01-31 expect touch call for acme by 2026-02-01`)],
  ["PLAY505", "2026-02-01", test(`${acme} days 2026-01-05..2026-01-31 expect acme is big at 2026-02-01`)],
  [
    "PLAY505",
    "logins 1 on 2026-01-04",
    test(`${acme} days 2026-01-05..2026-01-31 history acme { logins 1 on 2026-01-04 } ${met}`),
  ],
  [
    "PLAY506",
    "expect no touch call for acme by 2026-01-04",
    test(`${acme} days 2026-01-01..2026-01-31 expect no touch call for acme by 2026-01-04`),
  ],
  ["PLAY508", "3", test(`${acme} expect rung 3 of up for acme by 2026-02-01`)],
  ["PLAY509", "late", test(`${acme} expect trigger fall for acme late ${met}`)],
  ["PLAY509", "from fall", test(`${acme} expect play help for acme from fall by 2026-02-01`)],
  ["PLAY509", "by limit", test(`${acme} expect touch call for acme by limit ${met}`)],
  ["PLAY510", "logins", test(`${acme} history acme { logins 1 from 2026-01-06 } ${met}`)],
  ["PLAY510", "logins", test(`${acme} history acme { logins 1, 2 on 2026-01-06 } ${met}`)],
];

/** What the checks of the rest of the language say of tests. */
const known: [string, string, string][] = [
  ["PLAY102", "fal", test(`${acme} expect trigger fal for acme by 2026-02-01`)],
  ["PLAY103", "call", test(`${acme} expect trigger call for acme by 2026-02-01`)],
  ["PLAY102", "wekly", test(`${acme} expect touch call for acme from wekly by 2026-02-01`)],
  ["PLAY102", "ar", test(`account acme { ar $1K arr $1K start 2026-01-05 } ${met}`)],
  [
    "PLAY102",
    "sevrity",
    test(`${acme} history acme { ticket on 2026-01-12 { id "x" severity low sevrity low } } ${met}`),
  ],
  ["PLAY203", "40%", test(`account acme { arr 40% start 2026-01-05 } ${met}`)],
  ["PLAY203", "Dana", test(`${acme} people acme { csm Dana } ${met}`)],
  ["PLAY203", '"soon"', test(`${acme} expect touch call for acme by "soon" ${met}`)],
  ["PLAY203", "1", test(`${acme} history acme { logins 1, 2 to 3 from 2026-01-06 to 2026-01-09 } ${met}`)],
  ["PLAY204", "EUR 5K", test(`account acme { arr EUR 5K start 2026-01-05 } ${met}`)],
  ["PLAY209", "2046-01-31", test(`${acme} history acme { logins 1 from 2026-01-06 to 2046-01-31 } ${met}`)],
  ["PLAY211", "1800-01-01", test(`${acme} expect touch call for acme by 1800-01-01 ${met}`)],
  ["PLAY213", "silver", test(`account acme { arr $1K start 2026-01-05 tier silver } ${met}`)],
  ["PLAY218", "2026-01-06", test(`${acme} history acme { logins 1 from 2026-01-07 to 2026-01-06 } ${met}`)],
  ["PLAY219", "101", test(`${acme} history acme { score 101 on 2026-01-06 } ${met}`)],
  ["PLAY301", "logins > 3", test(`${acme} expect logins > 3 at 2026-01-06`)],
  ["PLAY302", "on 2026-01-13", test(`${acme} expect touch call for acme on 2026-01-12 on 2026-01-13`)],
  ["PLAY304", "wun", test(`${acme} expect play help for acme wun by 2026-02-01`)],
  ["PLAY304", "dropt", test(`${acme} expect touch call for acme dropt by 2026-02-01`)],
  ["PLAY307", "reply", test(`${acme} expect reply for acme at 2026-01-12`)],
];

describe("tests that cannot be run", () => {
  it.each([...table, ...known])("%s at %s", (code, place, text) => {
    const { diagnostics } = compiled(text);
    expect(diagnostics.map((each) => [each.code, each.file, text.slice(each.span.start, each.span.end)])).toEqual([
      [code, "tests.play", place],
    ]);
  });
});

describe("hostile tests", () => {
  it("may call anything anything", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const accounts = names.map((name) => acme.replace("acme", name)).join(" ");
    const expected = names.map((name) => `expect touch call for ${name} on 2026-01-12`).join(" ");
    expect(compiled(`test "__proto__" { ${accounts} ${expected} }`).diagnostics).toEqual([]);
  });

  it.each([
    "test",
    "test {",
    'test "',
    'test "a" { expect',
    'test "a" { expect no',
    'test "a" { expect at',
    'test "a" { history a { x',
    'test "a" { account a { b',
    'test "a" { expect rung 1 of',
    'test "a" { expect touch for',
    'test "a" { days 1..',
    "test \u0000 {}",
  ])("%s is told of, and ends", (text) => expect(compiled(text).diagnostics.length).toBeGreaterThan(0));

  it("are read in time however many there are", () => {
    const many = Array.from({ length: 2000 }, (_, index) => `test "${index}" { ${acme} ${met} }`).join("\n");
    expect(compiled(many).diagnostics).toEqual([]);
  }, 20_000);
});
