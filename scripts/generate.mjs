// Makes again every document that is made from code. Tests say when one is stale.
await import("./generate-cli-docs.mjs");
await import("./generate-keywords.mjs");
await import("./generate-diagnostics.mjs");
await import("./generate-coverage.mjs");
await import("./generate-extension.mjs");
