import { html } from "htm/preact";
import { render } from "preact";
import { App } from "./app.ts";
import { applyTheme } from "./theme.ts";

applyTheme();
const root = document.getElementById("app");
if (root !== null) render(html`<${App} />`, root);
