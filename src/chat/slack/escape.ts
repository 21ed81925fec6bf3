/**
 * Makes text from outside say what it says in mrkdwn: `<!channel>` typed into an ERP must not
 * call a channel, nor `<https://…|PED-1>` pose as a link. Slack names these three characters.
 */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
