/** A panel whose content changes: it is sent to the page whenever it is another one, and when the page comes into view anew. */
import { randomBytes } from "node:crypto";
import { type Disposable, type Uri, Uri as Uris, type Webview } from "vscode";
import { type Choice, choiceOf, shell } from "./page.ts";

export interface LivePage extends Disposable {
  show(content: string): void;
}

/** `chosen`: what somebody clicked, checked to be two texts. */
export function livePage(webview: Webview, extension: Uri, title: string, chosen: (choice: Choice) => void): LivePage {
  const files = Uris.joinPath(extension, "webview");
  let content = "";
  const send = () => void webview.postMessage({ content });
  const listening = webview.onDidReceiveMessage((message: unknown) => {
    const choice = choiceOf(message);
    if (choice?.ask === "ready") send();
    else if (choice) chosen(choice);
  });
  webview.options = { enableScripts: true, localResourceRoots: [files] };
  webview.html = shell({
    title,
    source: webview.cspSource,
    style: String(webview.asWebviewUri(Uris.joinPath(files, "page.css"))),
    script: String(webview.asWebviewUri(Uris.joinPath(files, "page.js"))),
    nonce: randomBytes(16).toString("hex"),
  });
  return {
    show(next) {
      if (next === content) return;
      content = next;
      send();
    },
    dispose: () => void listening.dispose(),
  };
}
