/** The version `playc --version` says. A test holds it to package.json's; reading that at start would cost a file. */
export const version = "0.1.0";
