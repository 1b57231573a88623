/** Explanations 370 to 379: libraries and what is taken of them. */
import type { libraryMessages } from "../library-messages.ts";
import type { Explanation } from "./explanation.ts";

const house = `touch welcome { channel email  owner csm  effort 5min  purpose open_dialogue  kind proactive }
touch recap { channel email  owner csm  effort 15min  purpose reinforce_value  kind proactive }
trigger greet { level green  on reply  do touch welcome }`;

const uses = (libraries: Readonly<Record<string, string>>) => ({ surroundings: { libraries } });

export const libraryExplanations: Record<keyof typeof libraryMessages, Explanation> = {
  "unknown-library": {
    meaning:
      "`use` names a library that `libraries` of `playc.yaml` does not name. A library is a project folder of which other projects take declarations.",
    failing: "use ⟦hous⟧ { trigger greet }",
    mended: "use house { trigger greet }",
    ...uses({ house }),
    with: ["PLAY377"],
  },
  "not-in-library": {
    meaning:
      "`use` asks for something that the library does not declare. What it declares is told by its kind and name; kinds without a name (`segments`, `policy`, `team`) by their kind.",
    failing: "use house { trigger greet  touch ⟦recaps⟧ }",
    mended: "use house { trigger greet  touch recap }",
    ...uses({ house }),
  },
  "needs-replace": {
    meaning:
      "The project declares something that it also takes from a library, and the two differ. `replace` says that the project's own is meant to take the place of the library's.",
    failing:
      "use house { trigger greet }\ntouch ⟦welcome⟧ { channel call  owner csm  effort 20min  purpose open_dialogue  kind proactive }",
    mended:
      "use house { trigger greet }\nreplace touch welcome { channel call  owner csm  effort 20min  purpose open_dialogue  kind proactive }",
    ...uses({ house }),
  },
  "replaces-nothing": {
    meaning:
      "`replace` stands before a declaration that no library gives to this project: its name is mistyped, or the library's is not taken.",
    failing:
      "use house { trigger greet }\n⟦replace⟧ touch recap { channel call  owner csm  effort 20min  purpose open_dialogue  kind proactive }\ntrigger t { level red  on reply  do touch recap }",
    mended:
      "use house { trigger greet  touch recap }\nreplace touch recap { channel call  owner csm  effort 20min  purpose open_dialogue  kind proactive }\ntrigger t { level red  on reply  do touch recap }",
    ...uses({ house }),
  },
  "field-types-differ": {
    meaning:
      "Fields that are needed by what is taken join the project's own `account`. Where both declare a field, its types must agree.",
    failing: "use house { trigger big }\naccount { ⟦seats⟧ text }",
    mended: "use house { trigger big }\naccount { seats count }",
    surroundings: {
      alone: true,
      libraries: {
        house:
          "account { seats count }\nrole csm owns accounts\ntrigger big { level green  when seats > 100  do alert csm }",
      },
    },
  },
  "libraries-clash": {
    meaning: "Two libraries declare something of the same kind and name, the two differ, and the project takes both.",
    failing: "role ⟦partner⟧ machine\ntask file_note { owner partner  effort 5min }",
    mended: "role partner shared answers within 1 business day\ntask file_note { owner partner  effort 5min }",
    file: "other:library.play",
    surroundings: {
      program:
        "use house { task file_mail }\nuse other { task file_note }\ntrigger t { level green  on reply  do task file_mail, file_note }",
      libraries: {
        house: "role partner shared answers within 1 business day\ntask file_mail { owner partner  effort 5min }",
      },
    },
  },
  "library-uses-library": {
    meaning: "A library cannot take from another one. The project says of every library what it takes.",
    failing: `⟦use standard⟧\n${house}`,
    mended: house,
    file: "house:library.play",
    surroundings: { program: "use house { trigger greet }" },
  },
  "library-never-used": {
    meaning: "`playc.yaml` names a library of which nothing is taken.",
    failing: "currency: USD\nlibraries: { ⟦house⟧: ./house }\naccount: { file: accounts.csv, key: id }",
    mended: "currency: USD\naccount: { file: accounts.csv, key: id }",
    file: "playc.yaml",
  },
  "segment-without-figure": {
    meaning: "A `let` with a figure for each segment leaves a segment out and does not say what holds `otherwise`.",
    failing:
      "let ⟦seats_watched⟧ = enterprise 50, smb 5\ntrigger t { level green  when seats > seats_watched  do alert csm }",
    mended:
      "let seats_watched = enterprise 50, smb 5 otherwise 20\ntrigger t { level green  when seats > seats_watched  do alert csm }",
  },
  "figure-by-segment-here": {
    meaning:
      "A `let` with a figure for each segment stands where one figure is needed, such as the span of a window or a limit of the policy.",
    failing:
      "let silence = enterprise 14d otherwise 30d\n" +
      "trigger t { level green  when logins over ⟦silence⟧ = 0  do alert csm }",
    mended: "let silence = 14d\n" + "trigger t { level green  when logins over silence = 0  do alert csm }",
  },
};
