/** What the page says on which a proof is attached by a link. Names and figures arrive as text. */
export type UploadText = {
  readonly takePhoto: string;
  readonly chooseFiles: string;
  /** Where a mouse can drop them. */
  readonly orDrop: string;
  readonly remove: string;
  readonly optional: string;
  /** Whose answer it will be, and how long the link still works. */
  signedAs(name: string): string;
  goodFor(minutes: number): string;
  readonly sending: string;
  readonly saving: string;
  readonly doneTitle: string;
  readonly refusedTitle: string;
  readonly another: string;
  readonly mayClose: string;
  /** A browser forgets what was chosen when a page comes back. */
  readonly chooseAgain: string;
  readonly linkTitle: string;
  readonly expired: string;
  readonly broken: string;
  readonly troubleTitle: string;
  readonly tooOften: string;
  readonly busy: string;
  tooMuch(limitMb: number): string;
  tooSlow(minutes: number): string;
  readonly cutOff: string;
  readonly notThisPage: string;
  readonly offline: string;
  readonly goBack: string;
};
