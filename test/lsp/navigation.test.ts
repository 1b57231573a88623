/** Where a name is declared and used: each case marks every place of the name under the cursor, its declaration first or not. */
import { describe, expect, it } from "vitest";
import { nameToRename, rename } from "../../lsp/service/rename.ts";
import { targetAt } from "../../lsp/service/targets.ts";
import { expectMarked, fixture, shown } from "./fixture.ts";

const account = `account {
  arr money
  plan one of starter, pro
  contract_start date
  renewal date
  begins contract_start
}
role csm owns accounts
`;

/** Each text marks all places of the name at `$0`. */
const cases: Record<string, string> = {
  "a touch, from its use": `
touch call { channel phone owner csm effort 20min purpose address_need kind proactive }
      ^^^^
cadence c from contract_start { day 1 touch ca$0ll  day 9 touch call }
                                            ^^^^
                                                                ^^^^
`,
  "a touch, from its declaration": `
touch c$0all { channel phone owner csm effort 20min purpose address_need kind proactive }
      ^^^^
trigger t { level red on gone do touch call }
                                       ^^^^
event gone
`,
  "an event behind `on`, in an expectation, in `count of`": `
event reply
      ^^^^^
trigger t { level red on reply where (count of reply over 3d > 1) do alert csm }
                         ^^^^^
trigger u { level red when count of re$0ply over 7d = 0 do alert csm }
                                    ^^^^^
`,
  "a metric in every form of condition": `
metric logins count per day missing is zero
       ^^^^^^
metric depth count snapshot
trigger a { level red when logins over 7d = 0 do alert csm }
                           ^^^^^^
trigger b { level red when avg depth over 7d > 2 and logi$0ns falls > 3 over 7d do alert csm }
                                                     ^^^^^^
trigger d { level red when days with (logins > 3) over 30d > 4 do alert csm }
                                      ^^^^^^
trigger e { level red when 30% of logins > 4 or logins rises do alert csm }
                                  ^^^^^^
                                                ^^^^^^
`,
  "a field, also in playc.yaml": `
trigger t { level red when ar$0r > $3 do alert csm }
                           ^^^
trigger u { level red when 3% of arr > $3 or arr is known do alert csm }
                                 ^^^
                                             ^^^
--- model.play
account {
  arr money
  ^^^
  contract_start date
  begins contract_start
}
role csm owns accounts
--- playc.yaml
currency: USD
account: { file: a.csv, key: id, fields: { arr: ARR } }
                                           ^^^
people: { csm: { column: owner } }
`,
  "a role": `
role manager shared answers within 2d
     ^^^^^^^
trigger t { level red when arr > $3 do alert mana$0ger }
                                             ^^^^^^^
escalation e { after 2d alert manager }
                              ^^^^^^^
cover csm away over 2 business days by manager
                                       ^^^^^^^
team { manager 2 people }
       ^^^^^^^
`,
  "a segment, in scopes, conditions and figures": `
segments { small when arr < $3K  large otherwise }
           ^^^^^
let cap = small 3d otherwise 5d
          ^^^^^
trigger t for sma$0ll { level red when segment is not small do alert csm }
              ^^^^^
                                                      ^^^^^
`,
  "a let": `
let low = $3K
    ^^^
trigger t { level red when arr < lo$0w do alert csm }
                                 ^^^
segments { small when arr < low  large otherwise }
                            ^^^
`,
  "a let by segment": `
segments { small when arr < $3K  large otherwise }
let cap = small 3d otherwise 5d
    ^^^
touch call { channel phone owner csm effort 20min purpose address_need kind proactive }
trigger t { level red when arr > $9 do touch call within ca$0p rest cap }
                                                         ^^^
                                                                    ^^^
`,
  "a play, started, paused and expected": `
play rescue { level red start when arr > $3 win when arr > $4 end after 9d }
     ^^^^^^
play other { level red start when arr > $3 win when arr > $4 end after 9d pauses play re$0scue }
                                                                                      ^^^^^^
trigger t { level red when arr > $3 do start rescue }
                                             ^^^^^^
`,
  "a stage and a calendar": `
calendar year_end { every year 12-20..12-31 }
         ^^^^^^^^
trigger t { level red when arr > $3 outside year$0_end do alert csm }
                                            ^^^^^^^^
trigger u { level red when during year_end do alert csm }
                                  ^^^^^^^^
`,
  "an escalation": `
play p { level red start when arr > $3 win when arr > $4 end after 9d escalation lad$0der }
                                                                                 ^^^^^^
escalation ladder { after 2d alert csm }
           ^^^^^^
`,
  "a contact": `
contact sponsor, champion
        ^^^^^^^
touch call { channel phone owner csm effort 20min purpose address_need kind proactive }
cadence c from contract_start { day 1 touch call to spon$0sor }
                                                    ^^^^^^^
`,
  "a field of an event": `
event ticket { severity one of high, low }
               ^^^^^^^^
trigger t { level red on ticket where (sev$0erity is high) do alert csm }
                                       ^^^^^^^^
trigger u { level red when count of ticket where (severity is low) over 3d > 1 do alert csm }
                                                  ^^^^^^^^
`,
  "a value of a field": `
trigger t { level red when plan is pr$0o do alert csm }
                                   ^^^
trigger u { level red when plan is not one of starter, pro do alert csm }
                                                       ^^^
trigger v { level red when plan = pro do alert csm }
                                  ^^^
--- model.play
account {
  plan one of starter, pro
                       ^^^
  arr money
  contract_start date
  begins contract_start
}
role csm owns accounts
`,
  "a band": `
metric mood points 0..100 snapshot bands happy 50 sad 0
                                         ^^^^^
trigger t { level red when mood becomes hap$0py from sad do alert csm }
                                        ^^^^^
trigger u { level red when mood is happy do alert csm }
                                   ^^^^^
`,
  "a score, also before its components": `
health score { usage 50 points { 50 points when arr > $3 }  money 50 points { 50 points when arr > $4 } }
       ^^^^^
trigger t { level red when sc$0ore < 20 points or score.usage < 10 points do alert csm }
                           ^^^^^
                                                  ^^^^^
`,
  "a component of a score": `
health score { usage 50 points { 50 points when arr > $3 }  money 50 points { 50 points when arr > $4 } }
               ^^^^^
trigger t { level red when score.us$0age < 10 points do alert csm }
                                 ^^^^^
`,
  "an account of a test, and not that of another": `
test "one" {
  account acme { arr $3 contract_start 2026-01-05 renewal 2027-01-05 plan pro }
          ^^^^
  expect ac$0me is small at 2026-02-01
         ^^^^
  expect no touch call for acme at 2026-02-01
                           ^^^^
}
test "two" {
  account acme { arr $3 contract_start 2026-01-05 renewal 2027-01-05 plan pro }
}
segments { small when arr < $3K  large otherwise }
touch call { channel phone owner csm effort 20min purpose address_need kind proactive }
`,
  "a name in a template": `
touch call { channel email owner csm effort 20min purpose address_need kind proactive template "hello.md" }
contact spons$0or
        ^^^^^^^
--- hello.md
Dear {contact.sponsor otherwise "friend"}, hello.
              ^^^^^^^
`,
  "names in a file that is broken elsewhere": `
touch call { channel phone owner csm effort 20min purpose address_need kind proactive }
      ^^^^
trigger t { level red when arr >  do touch ca$0ll }
                                           ^^^^
play {{{
`,
  "a name beside a broken clause": `
event reply
      ^^^^^
trigger t { level red on re$0ply do alert when rest 3x }
                         ^^^^^
`,
};

const withAccount = (text: string) => (/^account/m.test(text) ? {} : { "model.play": account });

describe("every place of a name", () => {
  it.each(Object.entries(cases))("%s", (_, text) => {
    const given = fixture(text.slice(1), withAccount(text));
    const found = targetAt(given.analysis, given.path, given.offset);
    expectMarked(given, found?.target.places ?? []);
    expect(given.marks.map((mark) => shown(given.files, mark))).toContain(
      found?.target.declared && shown(given.files, found.target.declared),
    );
  });

  it.each(Object.entries(cases))("is the same from each of them: %s", (_, text) => {
    const given = fixture(text.slice(1), withAccount(text));
    for (const mark of given.marks) {
      if (mark.path.endsWith(".md")) continue;
      const found = targetAt(given.analysis, mark.path, mark.span.start);
      expect(found?.span, mark.path).toEqual(mark.span);
      expectMarked(given, found?.target.places ?? []);
    }
  });

  it("is told by its word where the clause around it cannot be read", () => {
    const { analysis, path, offset, files } = fixture("event reply\ntrigger t { on re$0ply where ( do alert csm }\n");
    const found = targetAt(analysis, path, offset);
    expect(found?.target.declared && shown(files, found.target.declared)).toBe("main.play:1:7 reply");
    // What stands in there may be more than was found.
    expect(rename(analysis, path, offset, "answer")).toEqual({ refused: expect.stringContaining("cannot be read") });
  });

  it.each([
    ["a word of the language", "trigger t { lev$0el red }"],
    ["a number", "trigger t { rest 3$00d }"],
    ["a comment", "# call$0\ntouch call { }"],
    ["an unknown name", "trigger t { do touch nob$0ody }"],
    ["an empty file", "$0"],
  ])("is none for %s", (_, text) => {
    const { analysis, path, offset } = fixture(text, { "model.play": account });
    expect(targetAt(analysis, path, offset)).toBeUndefined();
  });
});

describe("rename", () => {
  const base = `
touch call { channel phone owner csm effort 20min purpose address_need kind proactive }
touch mail { channel email owner csm effort 20min purpose address_need kind proactive }
task call_notes { owner csm effort 5min }
event ticket { severity one of high, low }
metric logins count per day
let low_arr = $3K
contact boss
trigger t { level red when logins over 7d = 0 and arr < low_arr do touch call to boss rest 3d }
segments { small when arr < $3K  large otherwise }
`;
  const at = (word: string) => {
    const start = base.indexOf(word);
    const text = `${base.slice(0, start + 1)}$0${base.slice(start + 1)}`;
    return fixture(text, { "model.play": account });
  };

  it.each([
    ["call {", "phone_call"],
    ["call to", "task_call"],
    ["call {", "csm"],
    ["logins c", "visits"],
    ["boss\n", "chief"],
    ["low_arr d", "little"],
    ["small", "tiny"],
    ["ticket", "case_of_support"],
    ["t {", "quiet"],
    ["call {", "call_notes"],
  ])("renames %s to %s", (word, newName) => {
    const given = at(word);
    const result = rename(given.analysis, given.path, given.offset, newName);
    expect(result).toHaveProperty("places");
  });

  it.each([
    ["call {", "mail", "touch called `mail` already"],
    ["logins c", "arr", "field called `arr` already"],
    ["logins c", "ticket", "event called `ticket` already"],
    ["logins c", "low_arr", "let called `low_arr` already"],
    ["boss\n", "csm", "role called `csm` already"],
    ["small", "large", "segment called `large` already"],
    ["logins c", "severity", "The event `ticket` has a field"],
    ["logins c", "pro", "`pro` is a value of the field `plan`"],
    ["call {", "when", "is a word of the language"],
    ["call {", "2nd", "A name is a letter"],
    ["call {", "a b", "A name is a letter"],
    ["call {", "", "A name is a letter"],
    ["call {", "é", "A name is a letter"],
    ["severity", "gravity", "field of event ticket"],
    ["20min", "x", "There is no name here"],
  ])("refuses %s as %s: %s", (word, newName, why) => {
    const given = at(word);
    expect(rename(given.analysis, given.path, given.offset, newName)).toEqual({
      refused: expect.stringContaining(why),
    });
  });

  it("refuses a field that is its own column, and takes one that is mapped", () => {
    const own = fixture("account {\n  ren$0ewal date\n  contract_start date\n  begins contract_start\n}\n");
    expect(rename(own.analysis, own.path, own.offset, "renews_on")).toEqual({
      refused: expect.stringContaining("`renewal: renewal`"),
    });
    const mapped = fixture("account {\n  ar$0r money\n  contract_start date\n  begins contract_start\n}\n");
    const places = rename(mapped.analysis, mapped.path, mapped.offset, "revenue");
    expect(places).toMatchObject({ places: [{ path: "main.play" }, { path: "playc.yaml" }] });
  });

  it("refuses what comes from a library", () => {
    const given = fixture("use house { touch ca$0ll }\n", {
      "playc.yaml": "currency: USD\naccount: { file: a.csv, key: id }\nlibraries: { house: ./house }\n",
      "house/house.play": `touch call { channel phone owner csm effort 20min purpose address_need kind proactive }\n${account}`,
    });
    const found = targetAt(given.analysis, given.path, given.offset);
    expect(found?.target.declared).toMatchObject({ path: "house/house.play" });
    expect(nameToRename(given.analysis, given.path, given.offset)).toEqual({
      refused: expect.stringContaining("from a library (house/house.play)"),
    });
  });

  it("refuses a score that is called so without saying it", () => {
    const given = fixture("heal$0th { usage 100 points { 100 points when arr > $3 } }\n", { "model.play": account });
    expect(nameToRename(given.analysis, given.path, given.offset)).toEqual({
      refused: expect.stringContaining("no name of its own"),
    });
  });

  it("an account of a test within the test", () => {
    const text =
      'test "x" {\n  account acme { arr $3 }\n  account other { arr $3 }\n  expect ac$0me is large at 2026-01-01\n}\n';
    const given = fixture(text, { "model.play": account });
    expect(rename(given.analysis, given.path, given.offset, "firm")).toHaveProperty("places");
    expect(rename(given.analysis, given.path, given.offset, "other")).toEqual({
      refused: expect.stringContaining("account called `other` already"),
    });
  });
});
