/** The page's script: pictures of what was chosen, and how far it has gone. Without it all works. */

document.documentElement.classList.add("scripted");

const MB = 1024 * 1024;
const form = document.querySelector("form");
if (form) enhance(form);

function enhance(page: HTMLFormElement): void {
  const chosen: File[] = [];
  const words = page.dataset;
  const list = page.querySelector<HTMLUListElement>(".chosen");
  const choosers = page.querySelector<HTMLElement>(".choosers");
  const pictures = new Map<File, string>();

  const draw = () => {
    if (!list) return;
    list.hidden = chosen.length === 0;
    list.replaceChildren(...chosen.map((file) => entry(file)));
  };
  const entry = (file: File) => {
    const item = document.createElement("li");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "remove";
    remove.setAttribute("aria-label", `${words["remove"] ?? ""} ${file.name}`);
    remove.textContent = "×";
    remove.addEventListener("click", () => {
      chosen.splice(chosen.indexOf(file), 1);
      say("files", "");
      draw();
    });
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = file.name;
    const size = document.createElement("span");
    size.className = "size";
    size.textContent = sizeOf(file, page.dataset["lang"] ?? "es");
    item.append(picture(file), name, size, remove);
    return item;
  };
  const picture = (file: File) => {
    const frame = document.createElement("span");
    frame.className = "picture";
    frame.textContent = file.name.split(".").at(-1)?.slice(0, 4).toUpperCase() ?? "";
    if (!file.type.startsWith("image/")) return frame;
    const address = pictures.get(file) ?? URL.createObjectURL(file);
    pictures.set(file, address);
    const image = new Image();
    image.alt = "";
    // Not every browser shows every phone's pictures: then the frame says what it is.
    image.addEventListener("load", () => frame.replaceChildren(image));
    image.src = address;
    return frame;
  };
  const add = (files: Iterable<File>) => {
    const most = Number(words["maxFiles"]);
    let problem = "";
    for (const file of files) {
      if (file.size > Number(words["maxBytes"])) {
        problem = (words["tooLarge"] ?? "").replace("{name}", file.name);
      } else if (chosen.length >= most) problem = words["tooMany"] ?? "";
      else if (!chosen.some((one) => isSame(one, file))) chosen.push(file);
    }
    say("files", problem);
    draw();
  };

  for (const input of page.querySelectorAll<HTMLInputElement>("input[type=file]")) {
    input.addEventListener("change", () => {
      add(input.files ?? []);
      // The same picture may be removed and chosen again.
      input.value = "";
    });
  }
  if (choosers) receiveDrops(choosers, add);
  page.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(page, chosen);
  });
}

function receiveDrops(target: HTMLElement, add: (files: Iterable<File>) => void): void {
  for (const name of ["dragenter", "dragover"]) {
    target.addEventListener(name, (event) => {
      event.preventDefault();
      target.classList.add("over");
    });
  }
  target.addEventListener("dragleave", () => target.classList.remove("over"));
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    target.classList.remove("over");
    add(event.dataTransfer?.files ?? []);
  });
}

function isSame(one: File, other: File): boolean {
  return (
    one.name === other.name && one.size === other.size && one.lastModified === other.lastModified
  );
}

function sizeOf({ size }: File, lang: string): string {
  const isLarge = size >= MB / 10;
  const figure = new Intl.NumberFormat(lang, { maximumFractionDigits: isLarge ? 1 : 0 });
  return isLarge ? `${figure.format(size / MB)} MB` : `${figure.format(Math.ceil(size / 1024))} KB`;
}

async function submit(page: HTMLFormElement, files: readonly File[]): Promise<void> {
  const button = page.querySelector<HTMLButtonElement>("button[type=submit]");
  if (!button || button.disabled) return;
  const body = new FormData(page);
  body.delete("files");
  for (const file of files) body.append("files", file, file.name);
  const label = button.textContent ?? "";
  const reset = () => {
    button.disabled = false;
    button.style.removeProperty("--sent");
    tell(button, label);
  };
  button.disabled = true;
  sayTrouble("");
  const answer = await send(body, (sent) => showProgress(button, sent, page.dataset));
  reset();
  if (answer === null) return sayTrouble(page.dataset["offline"] ?? "");
  show(page, new DOMParser().parseFromString(answer, "text/html"));
}

function showProgress(button: HTMLElement, sent: number, words: DOMStringMap): void {
  button.style.setProperty("--sent", String(sent));
  const percent = new Intl.NumberFormat(words["lang"], { style: "percent" }).format(sent);
  tell(button, sent < 1 ? `${words["sending"] ?? ""} ${percent}` : `${words["saving"] ?? ""}…`);
}

function tell(button: HTMLElement, text: string): void {
  const label = button.querySelector("span");
  if (label) label.textContent = text;
}

/** The page that answers; null when the server was not reached. */
function send(body: FormData, progress: (sent: number) => void): Promise<string | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", location.href);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("load", () => resolve(request.responseText));
    for (const end of ["error", "abort", "timeout"]) {
      request.addEventListener(end, () => resolve(null));
    }
    request.send(body);
  });
}

/** Takes over what the answer says; where it is a form to mend, all that was chosen stays. */
function show(page: HTMLFormElement, answer: Document): void {
  const main = answer.querySelector("main");
  if (!main) return sayTrouble(page.dataset["offline"] ?? "");
  if (main.querySelector(".mark.trouble")) {
    return sayTrouble(main.querySelector(".sentence")?.textContent ?? "");
  }
  if (!main.querySelector("form")) {
    document.querySelector("main")?.replaceWith(main);
    document.title = answer.title;
    main.querySelector("h1")?.focus();
    return;
  }
  const general = [...main.querySelectorAll(".problem.general:not([hidden])")];
  sayTrouble(general.map((one) => one.textContent ?? "").join(" "));
  for (const { id, textContent } of main.querySelectorAll(".problem:not(.general)")) {
    // The files were not lost: that sentence is for whoever has no script.
    const again = page.dataset["chooseAgain"] ?? "";
    say(id.replace("-problem", ""), (textContent ?? "").replace(again, "").trim());
  }
  page.querySelector(".problem:not([hidden])")?.scrollIntoView({ block: "center" });
}

function say(field: string, problem: string): void {
  const place = document.getElementById(`${field}-problem`);
  if (!place) return;
  place.textContent = problem;
  place.hidden = problem === "";
}

function sayTrouble(problem: string): void {
  const place = document.getElementById("trouble");
  if (!place) return;
  place.textContent = problem;
  place.hidden = problem === "";
}
