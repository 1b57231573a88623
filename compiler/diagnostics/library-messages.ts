/** Diagnostics 370 to 379: libraries and what is taken of them; figures by segment. */
import { error, warning } from "./diagnostic.ts";
import { quotedNames } from "./words.ts";

export const libraryMessages = {
  "unknown-library": error("PLAY370", (p: { library: string; suggestion?: string | undefined }) => ({
    message: `There is no library called \`${p.library}\`.`,
    reason: "The project file says which libraries there are and where each of them is.",
    hint:
      p.suggestion === undefined
        ? `Add it to playc.yaml, for example \`libraries: { ${p.library}: ./${p.library} }\`, or correct the name.`
        : `Did you mean \`${p.suggestion}\`?`,
  })),
  "not-in-library": error("PLAY371", (p: { library: string; what: string; suggestion?: string | undefined }) => ({
    message: `The library \`${p.library}\` has no \`${p.what}\`.`,
    reason: "`use` takes what a library declares, by its kind and name.",
    hint:
      p.suggestion === undefined
        ? "Correct the name, or take it out of the list and declare it in the project."
        : `Did you mean \`${p.suggestion}\`?`,
  })),
  "needs-replace": error("PLAY372", (p: { what: string; library: string }) => ({
    message: `\`${p.what}\` is taken from the library \`${p.library}\` and declared here as well.`,
    reason: "With two that differ nobody could tell which of them holds.",
    hint: `Write \`replace ${p.what}\` if this one is to take the place of the library's, or give it another name.`,
  })),
  "replaces-nothing": error("PLAY373", (p: { what: string; library?: string | undefined }) => ({
    message: `\`replace ${p.what}\` has nothing to replace.`,
    reason:
      p.library === undefined
        ? "No library that the project uses declares it."
        : `The library \`${p.library}\` declares it, but the project does not take it, nor anything that needs it.`,
    hint:
      p.library === undefined
        ? "Correct the name, or leave `replace` out: then it is the project's own."
        : `Take it with \`use ${p.library} { ${p.what} }\`, or leave \`replace\` out: then it is the project's own.`,
  })),
  "field-types-differ": error("PLAY374", (p: { field: string; library: string }) => ({
    message: `The field \`${p.field}\` has another type in the library \`${p.library}\`.`,
    reason: "What is taken from the library reads the field as its own type, and would not understand this one.",
    hint: "Give the field the library's type, or another name; an enum may have more members than the library's.",
  })),
  "libraries-clash": error("PLAY375", (p: { what: string; first: string; second: string }) => ({
    message: `\`${p.what}\` is taken from two libraries, \`${p.first}\` and \`${p.second}\`.`,
    reason: "With two that differ nobody could tell which of them holds.",
    hint: `Take it from one of them, or declare it in the project as \`replace ${p.what}\`.`,
  })),
  "library-uses-library": error("PLAY376", (p: { library: string }) => ({
    message: `The library \`${p.library}\` uses another library.`,
    reason: "What a project takes must be told by the project's own `use`, so that nothing runs unseen.",
    hint: "Use both libraries in the project, and take `use` out of the library.",
  })),
  "library-never-used": warning("PLAY377", (p: { library: string }) => ({
    message: `The library \`${p.library}\` is never used.`,
    reason: "Nothing of a library runs before a `use` takes it.",
    hint: `Write \`use ${p.library} { ... }\` in a .play file, or take it out of playc.yaml.`,
  })),
  "segment-without-figure": error("PLAY378", (p: { name: string; missing: readonly string[] }) => ({
    message: `\`let ${p.name}\` has no figure for ${quotedNames(p.missing)}.`,
    reason: "For a customer of such a segment nobody could say what holds.",
    hint: "List every segment, or end with `otherwise` and a figure for all the others.",
  })),
  "figure-by-segment-here": error("PLAY379", (p: { name: string }) => ({
    message: `\`${p.name}\` has a figure for each segment, and here one figure is needed.`,
    reason:
      "Figures by segment can stand in comparisons of conditions, and in the times of cadences, triggers, plays and " +
      "rungs: there it is known whose segment is asked.",
    hint: "Write one figure, or say it for each segment apart.",
  })),
};
