import { isDeepStrictEqual } from "node:util";

type Node = Readonly<Record<string, unknown>> & { type: string };
export type Input = Node & { id: string };
export type Inputs = Readonly<Record<string, string>>;

/** Which button is meant: all that is given must be so. */
export type ActionPick = { title?: string; verb?: string; data?: unknown };
export type FoundAction = { action: Node; inputs: Input[] };

/** Everything inside a card that has a type; what a ShowCard opens only when asked for. */
function* nodesOf(value: unknown, o: { folded: boolean }): Generator<Node> {
  if (Array.isArray(value)) {
    for (const one of value) yield* nodesOf(one, o);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = value as Readonly<Record<string, unknown>>;
  if (isNode(node)) yield node;
  for (const [key, inner] of Object.entries(node)) {
    // What an action carries, and what refreshes the card, are not part of what is drawn.
    if (key === "data" || key === "refresh") continue;
    if (!o.folded && node["type"] === "Action.ShowCard" && key === "card") continue;
    yield* nodesOf(inner, o);
  }
}

/** All inputs of a card, those of its ShowCards too. */
export function inputsOf(card: unknown): Input[] {
  return [...nodesOf(card, { folded: true })].filter(isInput);
}

/**
 * The buttons of a card, each with the inputs that go with a press: those of its own card and of
 * the cards around it, as Adaptive Cards defines.
 */
function* actionsOf(card: unknown, around: readonly Input[] = []): Generator<FoundAction> {
  const nodes = [...nodesOf(card, { folded: false })];
  const inputs = [...around, ...nodes.filter(isInput)];
  for (const node of nodes) {
    if (node.type === "Action.ShowCard") yield* actionsOf(node["card"], inputs);
    else if (node.type.startsWith("Action.")) {
      yield { action: node, inputs: node["associatedInputs"] === "none" ? [] : inputs };
    }
  }
}

export function findAction(card: unknown, pick: ActionPick, type: string): FoundAction | undefined {
  return [...actionsOf(card)].find(
    ({ action }) =>
      action.type === type &&
      (pick.title === undefined || action["title"] === pick.title) &&
      (pick.verb === undefined || action["verb"] === pick.verb) &&
      (pick.data === undefined || isDeepStrictEqual(action["data"], pick.data)),
  );
}

/**
 * What the client sends with a press: the action's own data and the inputs by their ids, or what
 * the client itself would have complained of, by input id.
 */
export function dataOf(
  { action, inputs }: FoundAction,
  entered: Inputs,
): { data: Record<string, unknown> } | { problems: Record<string, string> } {
  const values: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const input of inputs) {
    const value = entered[input.id] ?? initial(input);
    const problem = problemOf(input, value);
    if (problem !== undefined) problems[input.id] = problem;
    if (value !== "") values[input.id] = value;
  }
  if (Object.keys(problems).length > 0) return { problems };
  const own = typeof action["data"] === "object" && action["data"] !== null ? action["data"] : {};
  return { data: { ...own, ...values } };
}

function initial(input: Input): string {
  if (typeof input["value"] === "string") return input["value"];
  if (input.type !== "Input.Toggle") return "";
  return typeof input["valueOff"] === "string" ? input["valueOff"] : "false";
}

function problemOf(input: Input, value: string): string | undefined {
  const said = typeof input["errorMessage"] === "string" ? input["errorMessage"] : undefined;
  if (value === "") return input["isRequired"] === true ? (said ?? "required") : undefined;
  const { maxLength, regex } = input;
  if (typeof maxLength === "number" && value.length > maxLength) return said ?? "too_long";
  if (typeof regex === "string" && !new RegExp(regex).test(value)) return said ?? "malformed";
  if (input.type === "Input.Date" && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    return said ?? "not_a_date";
  if (input.type === "Input.ChoiceSet" && !choosable(input, value)) return said ?? "no_such_choice";
  return undefined;
}

// Several choices are sent as one text with commas between them.
function choosable(input: Input, value: string): boolean {
  const choices = Array.isArray(input["choices"]) ? input["choices"] : [];
  const known = new Set(choices.map((choice: { value?: unknown }) => choice.value));
  const chosen = input["isMultiSelect"] === true ? value.split(",") : [value];
  return input["choices.data"] !== undefined || chosen.every((one) => known.has(one));
}

function isNode(node: Readonly<Record<string, unknown>>): node is Node {
  return typeof node["type"] === "string";
}

function isInput(node: Node): node is Input {
  return node.type.startsWith("Input.") && typeof node["id"] === "string";
}
