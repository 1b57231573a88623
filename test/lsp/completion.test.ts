/** What is offered at the cursor: each case names what must be there, and behind `-` what must not. */
import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parser.ts";
import { completionsAt } from "../../lsp/service/completion.ts";
import { snippetsOf } from "../../lsp/service/snippets.ts";
import { fixture } from "./fixture.ts";
import { model } from "./model.ts";

const cases: [name: string, text: string, offered: string][] = [
  ["an empty file", "$0", "touch trigger cadence play let | - level when csm"],
  ["a file with a begun word", "tri$0", "trigger touch"],
  ["behind a declaration", "let x = 3d\n$0", "trigger touch"],
  ["between declarations", "let x = 3d\n$0\nlet y = 4d", "trigger touch"],
  [
    "clauses of an empty touch",
    "touch x { $0 }",
    "channel owner effort prep purpose kind template never target - when do",
  ],
  ["clauses still missing", "touch x { channel email owner csm $0 }", "effort purpose kind - channel owner"],
  ["clauses of an unclosed touch", "touch x { channel email $0", "owner effort"],
  ["clauses of a task", "task x { $0 }", "owner effort - channel purpose"],
  ["channels", "touch x { channel $0 }", "email phone video in_app - csm red"],
  ["more channels", "touch x { channel email or $0 }", "phone video"],
  ["owners", "touch x { owner $0 }", "csm manager - sponsor call"],
  ["a begun owner", "touch x { owner c$0 }", "csm"],
  ["purposes", "touch x { purpose $0 }", "address_need give_insight - proactive"],
  ["kinds of touch", "touch x { kind $0 }", "proactive educational - red"],
  ["minutes", "touch x { effort $0 }", "15min 1h"],
  ["units behind a number", "touch x { effort 30$0 }", "30min 30h"],
  ["units behind a number and a space", "cadence c from contract_start { every 2 $0 }", "weeks months quarters"],
  ["a unit of one", "cadence c from contract_start { every 1$0 }", "1d 1|week 1|month"],
  ["templates", 'touch x { template "$0" }', "templates/hello.md - playc.yaml holidays.yaml"],
  ["half-written templates", 'touch x { template "temp$0 }', "templates/hello.md"],
  ["holiday files", 'policy { holidays "$0" }', "holidays.yaml - templates/hello.md"],
  ["nothing in other texts", 'test "$0" { }', "-touch"],
  ["nothing in comments", "# touch $0", "- touch trigger"],
  ["nothing in comments behind code", "let x = 3d # and $0", "- touch trigger"],
  ["clauses of a trigger", "trigger t { $0 }", "level when on do rest until - win phase"],
  ["clauses of a trigger that has some", "trigger t { level red when arr > $3 $0 }", "do rest until - level"],
  ["levels", "trigger t { level $0 }", "red yellow green - email"],
  [
    "the beginning of a condition",
    "trigger t { when $0 }",
    "not arr logins health ticket strategic count during no - call csm",
  ],
  ["a begun condition", "trigger t { when lo$0 }", "logins"],
  ["behind a metric", "trigger t { when logins $0 }", "over falls rises becomes is > = for and"],
  ["behind a metric, with clauses below", "trigger t {\n  when logins $0\n  do touch call\n}", "over falls"],
  ["behind a comparison sign", "trigger t { when arr > $0 }", "low seats count - call"],
  ["values of a field", "trigger t { when plan is $0 }", "starter pro not one - green large"],
  ["values of a field behind `one of`", "trigger t { when plan is one of $0 }", "starter pro"],
  ["values behind `=`", "trigger t { when plan = $0 }", "starter pro"],
  ["segments", "trigger t { when segment is $0 }", "large small - starter"],
  ["bands", "trigger t { when health is $0 }", "green yellow red - starter"],
  ["bands behind `becomes`", "trigger t { when health becomes $0 }", "green yellow red"],
  ["bands behind `from`", "trigger t { when health becomes red from $0 }", "green yellow"],
  ["events behind `on`", "trigger t { on $0 }", "ticket reply - logins"],
  ["events behind `count of`", "trigger t { when count of $0 }", "ticket reply - logins"],
  ["fields of an event", "trigger t { on ticket where ($0) }", "severity cost - arr"],
  ["fields of an event in an open filter", "trigger t { on ticket where ($0 do alert csm }", "severity"],
  ["values of a field of an event", "trigger t { on ticket where (severity is $0) }", "high low - starter"],
  ["fields of an event in a window", "trigger t { when count of ticket where ($0) over 3d > 1 }", "severity cost"],
  ["fields behind a dot", "trigger t { when avg ticket.$0 over 30d > $3 }", "cost"],
  ["dates behind `time since`", "trigger t { when time since $0 }", "contract_start renewal last - arr seats"],
  ["dates behind `time to`", "trigger t { when time to $0 }", "renewal - arr"],
  ["what a span is", "trigger t { when time $0 }", "since to in"],
  ["calendars", "trigger t { when arr > $3 outside $0 }", "year_end - csm"],
  ["stages and calendars", "trigger t { when during $0 }", "onboarding year_end"],
  ["lengths of time", "trigger t { rest $0 }", "7d 30d"],
  ["windows", "trigger t { when logins over $0 }", "7d 30d"],
  ["what is done", "trigger t { do $0 }", "touch task alert start handoff - call"],
  ["touches", "trigger t { do touch $0 }", "call mail - notes csm"],
  ["tasks", "trigger t { do task $0 }", "notes - call"],
  ["plays to start", "trigger t { do start $0 }", "rescue - call"],
  ["whom to alert", "trigger t { do alert $0 }", "csm manager - sponsor"],
  ["behind an action", "trigger t { do touch call $0 }", "to within level rest - channel"],
  ["whom a touch goes to", "trigger t { do touch call to $0 }", "sponsor csm manager - call"],
  ["deadlines", "trigger t { do touch call within $0 }", "48h 7d soon"],
  ["segments a trigger is for", "trigger t for $0 { }", "large small - call"],
  ["more segments", "trigger t for large, $0 { }", "small"],
  ["the head of a cadence", "cadence c $0", "for from during where"],
  ["dates of a cadence", "cadence c from $0 { }", "contract_start renewal - arr"],
  ["steps of a cadence", "cadence c from contract_start { $0 }", "every day week"],
  ["how often", "cadence c from contract_start { every $0 }", "1|week 2|weeks"],
  ["behind how often", "cadence c from contract_start { every 2 weeks $0 }", "touch task alert at"],
  ["clauses of a play", "play p { $0 }", "level start win lose end phase pauses again target escalation - do rest"],
  ["clauses of a play that has some", "play p { level red start when arr > $3 $0 }", "win end phase - level start"],
  ["what starts a play", "play p { start $0 }", "when"],
  ["ladders", "play p { escalation $0 }", "ladder - rescue"],
  ["what is paused", "play p { pauses $0 }", "cadence play - rhythm"],
  ["cadences that are paused", "play p { pauses cadence $0 }", "rhythm - rescue"],
  ["actions of a phase", "play p { phase a day 1..3 { $0 } }", "touch task alert every"],
  ["answers", "play p { phase a day 1..3 { touch call expects $0 } }", "reply ticket - call"],
  ["rungs", "escalation e { $0 }", "after stop"],
  ["restraint", "policy { $0 }", "hours holidays limit quiet consent merge otherwise - level"],
  ["flags of consent", "policy { consent email by $0 }", "strategic"],
  ["types of fields", "account { x $0 }", "money count date text one flag - csm"],
  ["types of metrics", "metric m $0", "count money ratio points - csm"],
  ["behind a metric's type", "metric m count $0", "per snapshot"],
  ["dates for begins", "account { x date begins $0 }", "contract_start renewal - arr seats"],
  ["roles' clauses", "role r $0", "owns|accounts shared machine answers|within"],
  ["expectations", 'test "x" { $0 }', "account history expect people days"],
  ["what is expected", 'test "x" { expect $0 }', "touch no trigger play at"],
  ["touches expected", 'test "x" { account a { } expect touch $0 }', "call mail - notes"],
  ["fields of a test's account", 'test "x" { account a { $0 } }', "arr plan seats - logins"],
  ["values of a test's field", 'test "x" { account a { plan $0 } }', "starter pro"],
  ["what happens in a test", 'test "x" { account a { } history a { $0 } }', "logins ticket reply"],
  ["measures", "measure m { $0 }", "share median mean gross net"],
  ["costs", "roi { $0 }", "cost benefit target"],
  ["members of a team", "team { $0 }", "csm manager - call"],
  ["stand-ins", "cover $0", "csm manager"],
  ["who stands in", "cover csm away over 2d by $0", "manager - sponsor"],
  ["libraries", "use $0", "house"],
  ["what a library has", "use house { $0 }", "touch account - trigger"],
  ["names of a library", "use house { touch $0 }", "wave - call"],
  ["inside broken text", "trigger {{ when\n\ntrigger t { do touch $0 }", "call mail"],
  ["before broken text", "trigger t { do touch $0 }\nplay }}} {", "call mail"],
  [
    "in a half-written line above another",
    "trigger t {\n  level red\n  when arr > $3\n  do touch $0\n  rest 30d\n}",
    "call mail",
  ],
  ["with a mistake above", "trigger t { when arr >> 3 do touch $0 }", "call mail"],
  ["without the brace", "trigger t\n  do touch $0", "call"],
  ["the word before the cursor", "trigger t { do touch ca$0ll }", "call mail"],
];

const others = {
  "model.play": model,
  "templates/hello.md": "Hello",
  "holidays.yaml": "2026-12-25: Christmas Day\n",
  "house/house.play":
    "touch wave { channel phone owner csm effort 20min purpose address_need kind proactive }\naccount { arr money }\n",
  "playc.yaml":
    "currency: USD\naccount: { file: a.csv, key: id }\npeople: { csm: { column: owner } }\nlibraries: { house: ./house }\n",
};

/** `1|week` is one offer of two words; without a sign between, words are offers. */
const wordsOf = (list: string) => list.split(/\s+/).filter((each) => each !== "");

describe("completion", () => {
  it.each(cases)("offers %s", (_, text, offered) => {
    const { analysis, path, offset } = fixture(text, others);
    const labels = new Set(completionsAt(analysis, path, offset).map(({ label }) => label));
    const [wanted = "", unwanted = ""] = offered.split(/(?:^|\s)-(?=\s|\w)/);
    const isThere = (word: string) =>
      word === "|" ||
      labels.has(word) ||
      word.split("|").every((each) => labels.has(each)) ||
      labels.has(word.replaceAll("|", " "));
    expect(
      wordsOf(wanted).filter((word) => !isThere(word)),
      [...labels].join(" "),
    ).toEqual([]);
    expect(wordsOf(unwanted).filter((word) => labels.has(word))).toEqual([]);
  });

  it.each(cases)("takes the place of the word alone: %s", (_, text) => {
    const { analysis, path, offset, files } = fixture(text, others);
    for (const { span } of completionsAt(analysis, path, offset)) {
      expect(span.start).toBeLessThanOrEqual(offset);
      expect(span.end).toBeGreaterThanOrEqual(offset);
      expect(files.get(path)!.slice(span.start, span.end)).toMatch(/^[\w/.]*[ }]*$/);
    }
  });

  it("puts missing clauses before the others", () => {
    const { analysis, path, offset } = fixture("touch x { channel email $0 }", { "model.play": model });
    const offers = completionsAt(analysis, path, offset);
    expect(
      offers
        .slice(0, 4)
        .map(({ label }) => label)
        .sort(),
    ).toEqual(["effort", "kind", "owner", "purpose"]);
  });

  it("says what a touch costs, and its comment", () => {
    const { analysis, path, offset } = fixture("trigger t { do touch $0 }", { "model.play": model });
    expect(completionsAt(analysis, path, offset).find(({ label }) => label === "call")).toMatchObject({
      kind: "touch",
      detail: "touch · 25min and 10min of preparation by csm over phone",
      doc: "Says hello.",
    });
  });

  it.each([
    ["subjects", "Dear {$0", "account contact role metric touch"],
    ["fields", "Dear {account.$0}", "arr plan"],
    ["contacts", 'Dear {contact.sp$0 otherwise "friend"}', "sponsor"],
    ["details of the touch", "{touch.$0}", "owner purpose"],
    ["nothing in text", "Dear $0", ""],
  ])("offers %s in templates", (_, text, offered) => {
    const touch =
      'touch x { channel email owner csm effort 5min purpose address_need kind proactive template "hello.md" }';
    const { analysis, path, offset } = fixture(`--- hello.md\n${text}`, { "model.play": model, "main.play": touch });
    const labels = completionsAt(analysis, path, offset).map(({ label }) => label);
    expect(wordsOf(offered).filter((word) => !labels.includes(word))).toEqual([]);
    if (offered === "") expect(labels).toEqual([]);
  });

  it("snippets are declarations without a mistake", () => {
    const { analysis } = fixture("# none", { "model.play": model });
    for (const { word, plain } of snippetsOf(analysis)) {
      expect(parse("snippet.play", plain).problems, word).toEqual([]);
      const without = model.replace(/^(account \{[\s\S]*?\n\}|segments .*)$/gm, (part) =>
        part.startsWith(word) ? "" : part,
      );
      const names = /^\w+ (\w+)/.exec(plain)?.[1];
      const renamed = plain.replace(new RegExp(`^(\\w+) ${names}\\b`), "$1 of_its_own");
      const given = fixture(renamed, { "model.play": without });
      const errors = given.analysis.first.diagnostics.filter(
        ({ severity, file }) => severity === "error" && file === "main.play",
      );
      expect(
        errors.map(({ message }) => message),
        plain,
      ).toEqual([]);
    }
  });

  it("never fails, wherever the cursor is", () => {
    const { analysis } = fixture("# none", { "model.play": model });
    for (let offset = 0; offset <= model.length; offset += 37) completionsAt(analysis, "model.play", offset);
  });
});
