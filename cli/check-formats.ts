/** How what is wrong with a program can be written. */
export const checkFormats = ["text", "json", "github", "gitlab", "sarif"] as const;
export type CheckFormat = (typeof checkFormats)[number];

/** For those who run jobs: GitHub's annotations and code scanning, GitLab's code quality. */
export type RunnerFormat = Exclude<CheckFormat, "text" | "json">;
