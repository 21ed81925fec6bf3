import type { UploadText } from "../upload-text.ts";

const NEW_LINK = "The button on the case's card gives you a new one.";

export const upload: UploadText = {
  takePhoto: "Take a photo",
  chooseFiles: "Choose files",
  orDrop: "or drop them here",
  remove: "Remove",
  optional: "optional",
  signedAs: (name) => `Recorded as ${name}.`,
  goodFor: (minutes) => `The link is yours alone and expires in ${minutes} min.`,
  sending: "Sending",
  saving: "Saving",
  doneTitle: "Done",
  refusedTitle: "Nothing changed",
  another: "Attach another",
  mayClose: "You can close this page.",
  chooseAgain: "Choose the files again.",
  linkTitle: "This link does not work",
  expired: `This link has expired. ${NEW_LINK}`,
  broken: `This link is incomplete, or not one of ours. ${NEW_LINK}`,
  troubleTitle: "Nothing was received",
  tooOften: "This link was used too often in a row. Wait a minute.",
  busy: "Many files are arriving at once. Try again in a minute.",
  tooMuch: (limitMb) => `That is more than ${limitMb} MB in all. Send fewer files at a time.`,
  tooSlow: (minutes) =>
    `Sending took more than ${minutes} min. Find a better signal, or send fewer files at a time.`,
  cutOff: "What arrived was incomplete, and nothing changed. Try again.",
  notThisPage:
    "That was not sent from this page, and nothing changed. Open the link and send it from there.",
  offline: "There is no connection. Nothing is lost: the files are still here to be sent again.",
  goBack: "Back to the form",
};
