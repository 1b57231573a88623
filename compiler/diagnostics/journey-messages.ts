/** Diagnostics 35x and 36x: touch models and journeys. */
import { error, warning } from "./diagnostic.ts";

export const journeyMessages = {
  "model-reads": error("PLAY350", (p: { what: string }) => ({
    message: `A touch model's condition cannot ask for ${p.what}.`,
    reason: "The condition decides which model is in force, so none is yet when it is asked.",
    hint: "Ask for the segment, a stage, or for fields, metrics and events of the account.",
  })),
  "model-after-otherwise": error("PLAY351", (p: { model: string }) => ({
    message: `No customer can have the touch model \`${p.model}\` of its own.`,
    reason: "The first model that matches wins, and the one with `otherwise` matches everybody who is left.",
    hint: "Move the model with `otherwise` to the end, and have only one.",
  })),
  "lifts-nobody": warning("PLAY352", (p: { play: string; model: string }) => ({
    message: `The play \`${p.play}\` lifts nobody.`,
    reason: `\`${p.model}\` is the last of the touch models, and so the lowest: every customer has it or a higher one.`,
    hint: "Lift to a higher model, or leave the clause out.",
  })),
  "never-left": error("PLAY353", (p: { stage: string }) => ({
    message: `Nothing ends the stage \`${p.stage}\`.`,
    reason: "It is not the last of its journey, and a customer who comes into it would stay for ever.",
    hint: "Say what ends it, for example `leave when features_adopted >= 3`.",
  })),
  "never-entered": warning("PLAY354", (p: { stage: string }) => ({
    message: `No customer comes into the stage \`${p.stage}\`.`,
    reason: "It says no `enter`, and no other stage leads to it.",
    hint: "Say what brings a customer into it, for example `enter after onboarding`.",
  })),
  "left-by-calendar": warning("PLAY355", (p: { stage: string }) => ({
    message: `The stage \`${p.stage}\` ends by the calendar alone.`,
    reason: "The days go by whatever the customer does: nothing says that the stage has reached its aim.",
    hint: "Ask for what the customer does, too, or add `confirmed by EVENT`.",
  })),
  "wrong-way": error("PLAY356", (p: { word: "back" | "skip"; stage: string; to: string }) => ({
    message: `\`${p.word} to\` cannot lead from \`${p.stage}\` to \`${p.to}\`.`,
    reason: `\`back to\` leads to a stage written before, \`skip to\` to one written behind.`,
    hint: p.stage === p.to ? "Name another stage." : `Write \`${p.word === "back" ? "skip" : "back"} to\`.`,
  })),
  "event-without-key": error("PLAY357", (p: { event: string; key: string; journey: string }) => ({
    message: `The event \`${p.event}\` does not say which \`${p.key}\` it is about.`,
    reason: `The journey \`${p.journey}\` is gone through once for each \`${p.key}\`, a text or one of a list in its events.`,
    hint: `Give the event a field \`${p.key} text\`, or leave \`per ${p.key}\` out.`,
  })),
  "stage-of-another": error("PLAY358", (p: { stage: string; journey: string }) => ({
    message: `\`${p.stage}\` is no stage of the journey \`${p.journey}\`.`,
    reason: "A customer moves between the stages of one journey; several journeys are gone through side by side.",
    hint: "Name a stage of this journey, or declare the stage in it.",
  })),
  "not-of-a-journey": error("PLAY359", (p: { stage: string; what: string }) => ({
    message: `${p.what} cannot be asked of \`${p.stage}\`.`,
    reason: "It is a stage of the calendar: nobody enters it, it lasts from one date to another.",
    hint: "Ask for the time since its date: `time since contract_start > 90d`.",
  })),
};
