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
};
