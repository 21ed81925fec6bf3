import { expect, test } from "vitest";
import { mentionedIn, plainText } from "../../src/chat/slack/plain-text.ts";

const NAMES = new Map([["U0ANA", "Ana Ríos"]]);

test.each([
  ["<@U0ANA> ya salió", "@Ana Ríos ya salió"],
  ["<@U0ANA|ana>", "@Ana Ríos"],
  ["<@U9|beto>", "@beto"],
  ["<@U9>", "@U9"],
  ["<#C1|ventas> y <#C2|> y <#C3>", "#ventas y #C2 y #C3"],
  ["<!here> <!channel|channel> <!everyone>", "@here @channel @everyone"],
  ["<!subteam^S1|@logistica> <!subteam^S2>", "@logistica @subteam"],
  ["<!date^1392734382^{date}|18 feb>", "18 feb"],
  ["<https://x.example/a>", "https://x.example/a"],
  ["<https://x.example/a?b=1&amp;c=2|la guía>", "la guía (https://x.example/a?b=1&c=2)"],
  ["<http://x.example|x.example>", "x.example"],
  ["<mailto:a@x.example|a@x.example>", "a@x.example"],
  ["<tel:5512345678|55 1234 5678>", "55 1234 5678 (tel:5512345678)"],
  ["1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"],
  ["&amp;lt;", "&lt;"],
  ["*negritas* y `código`\ny otra línea", "*negritas* y `código`\ny otra línea"],
])("«%s» reads «%s»", (mrkdwn, words) => {
  expect(plainText(mrkdwn, NAMES)).toBe(words);
});

test("whom a text mentions is asked for once each", () => {
  expect(mentionedIn("<@U1> <@U2|beto> <@U1> <#C1> <@> &lt;@U3&gt;")).toEqual(["U1", "U2"]);
});
