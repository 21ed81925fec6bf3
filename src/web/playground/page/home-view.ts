import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { Blocks } from "./blocks-view.ts";
import { useWorld } from "./world.ts";

/** App Home; opening it tells the app, which publishes it anew. */
export function HomeView(): VNode {
  const { screen, words, language, link, attempt } = useWorld();
  useEffect(() => void attempt(link.openHome()), [screen.me.id, language]);
  const { home } = screen;
  return html`<section class="pane" aria-label=${words.home}>
    <div class="messages" tabindex="0">
      <div class="home">
        ${
          home === null
            ? html`<div class="empty"><p>${words.emptyHome}</p></div>`
            : html`<${Blocks} blocks=${home.blocks} at=${{ viewId: home.id }} />`
        }
      </div>
    </div>
  </section>`;
}
