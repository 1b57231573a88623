/** Figures as people read them, for a terminal and for pages. */
export * from "../../runtime/figures.ts";
