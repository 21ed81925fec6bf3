import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkSubscribers } from "../../src/compose/subscribers.ts";
import { loadConfig } from "../../src/config.ts";
import { parseRemoYaml } from "../../src/remo-yaml.ts";
import { retryDelayMs, shownUrl, takesType } from "../../src/core/subscriber.ts";
import { SECRET } from "./declared.ts";

const URL_OF_ERP = "https://erp.example/remo";

function remoWith(more: object) {
  const erp = { url: URL_OF_ERP, secretEnv: "OUT", ...more };
  return parseRemoYaml({ subscribers: { erp } }, "remo.yaml");
}

describe("remo.yaml", () => {
  it("needs only an address and a secret: then all that people decide goes out", () => {
    expect(remoWith({}).subscribers["erp"]).toEqual({
      url: URL_OF_ERP,
      secretEnv: "OUT",
      types: ["*"],
      as: "remo",
      from: "now",
      insecure: false,
    });
  });

  it.each([
    [{ url: "erp.example" }, /^remo.yaml: subscribers.erp.url is not an address such as https/],
    [{ url: "ftp://erp.example" }, /url is not an address such as https/],
    [{ url: "file:///etc/passwd" }, /url is not an address such as https/],
    [{ url: "http://erp.example" }, /url is not https: .*"insecure: true" allows it\.$/],
    [{ url: "http://127.evil.example" }, /url is not https/],
    [{ url: "https://me:pass@erp.example" }, /url holds a password/],
    [{ types: ["Invoice"] }, /types.0 is not a type such as "invoice\.\*"\.$/],
    [{ types: [] }, /types/],
    [{ as: "a/b" }, /as is not a name of letters/],
    [{ from: "yesterday" }, /from/],
    [{ secret: "x" }, /erp.*secret/],
  ])("refuses %j in one sentence", (more, sentence) => {
    expect(() => remoWith(more)).toThrow(sentence);
  });

  it.each([
    [{ url: "http://localhost:8080/in" }],
    [{ url: "http://127.0.0.1/in" }],
    [{ url: "http://[::1]:90/in" }],
    [{ url: "http://erp.lan/in", insecure: true }],
    [{ types: ["invoice.*", "answer.given", "*"] }],
  ])("takes %j", (more) => {
    expect(remoWith(more).subscribers["erp"]).toMatchObject(more);
  });

  it("lets no source speak as this Remo itself", () => {
    expect(() => parseRemoYaml({ sources: { remo: { secretEnv: "X" } } }, "remo.yaml")).toThrow(
      'remo.yaml: sources has "remo", which is this Remo itself: give that source another name.',
    );
  });

  it("shows how to declare one, ready to be uncommented", () => {
    const path = new URL("../../manifests/remo.example.yaml", import.meta.url);
    const block = /^# subscribers:\n(?:# .*\n)+/m.exec(readFileSync(path, "utf8"))?.[0] ?? "";
    const content: unknown = parse(block.replaceAll(/^# /gm, ""));
    expect(parseRemoYaml(content, "example").subscribers).toHaveProperty("erp.url");
  });
});

describe("a subscriber's secret and types", () => {
  const settings = remoWith({ types: ["invoice.*", "order.promissed"] });
  const check = (remo: typeof settings, secret: string) => [
    ...checkSubscribers({ ...loadConfig({}), remo, subscriberSecrets: { erp: secret } }),
  ];
  const name = `subscriber erp (${URL_OF_ERP})`;

  it.each([
    [remoWith({}), SECRET, { name, ok: true }],
    [remoWith({}), `${SECRET} ${SECRET}`, { name, ok: true }],
    [
      remoWith({}),
      "not base64!",
      { name, ok: false, problem: expect.stringMatching(/^The secret of subscriber erp is not/) },
    ],
    [
      remoWith({}),
      "whsec_AAAA",
      { name, ok: false, problem: expect.stringMatching(/^The secret in OUT is shorter than 24/) },
    ],
    [
      settings,
      SECRET,
      {
        name,
        ok: false,
        problem: '"order.promissed" fits no type of fact: correct it in remo.yaml.',
      },
    ],
  ])("are checked (%#)", (remo, secret, expected) => {
    expect(check(remo, secret)).toEqual([expected]);
  });

  it("must be in the environment", () => {
    const path = new URL("settings.fixture.yaml", import.meta.url).pathname;
    expect(() => loadConfig({ REMO_CONFIG: path })).toThrow(
      'Subscriber "erp" has no secret: set the environment variable ERP_OUT_SECRET.',
    );
    const loaded = loadConfig({ REMO_CONFIG: path, ERP_OUT_SECRET: ` ${SECRET}\n` });
    expect(loaded.subscriberSecrets).toEqual({ erp: SECRET });
  });
});

it.each([
  ["invoice.*", "invoice.issued", true],
  ["invoice.*", "invoices.issued", false],
  ["*", "order.placed", true],
  ["order.placed", "order.placed", true],
  ["order", "order.placed", false],
])("%s takes %s: %s", (pattern, type, takes) => {
  expect(takesType(pattern, type)).toBe(takes);
});

it("an address is shown without its query", () => {
  expect(shownUrl("https://erp.example/in?code=secret#x")).toBe("https://erp.example/in?…");
});

it("waits grow from 5 s to an hour and keep to what was asked for, up to a day", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, random) => {
        const waitMs = retryDelayMs(failures, null, random);
        const longest = Math.min(3_600_000, 5_000 * 2 ** (failures - 1));
        expect(waitMs).toBeGreaterThanOrEqual(longest / 2);
        expect(waitMs).toBeLessThanOrEqual(longest);
      },
    ),
  );
  expect(retryDelayMs(9, 120_000, 0)).toBe(120_000);
  expect(retryDelayMs(1, 0, 0)).toBe(1_000);
  expect(retryDelayMs(1, 1e12, 0)).toBe(86_400_000);
});
