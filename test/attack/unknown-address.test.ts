import { request } from "node:http";
import express from "express";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { close, listen, portOf } from "../../src/compose/http.ts";
import { startRemo } from "../support/remo.ts";

async function origin(): Promise<string> {
  return new URL((await startRemo()).slackApiUrl).origin;
}

describe("an address where nothing is", () => {
  it("is one sentence as JSON, whatever the method", async () => {
    const remo = await origin();
    for (const method of ["GET", "POST", "DELETE", "PUT"]) {
      const response = await fetch(`${remo}/v1/fact?x=1`, { method });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
      expect(await response.json()).toEqual({
        error: `There is nothing at ${method} /v1/fact; facts are posted to /v1/facts.`,
      });
    }
    const head = await fetch(`${remo}/nowhere`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([404, ""]);
  });

  it("es una página breve para un navegador, en su idioma, sin ejecutar lo que la dirección trae", async () => {
    const remo = await origin();
    const page = async (language: string) => {
      const response = await fetch(`${remo}/<script>alert(1)</script>`, {
        headers: { accept: "text/html,*/*;q=0.8", "accept-language": language },
      });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
      return response.text();
    };
    const spanish = await page("es-MX,es;q=0.9,en;q=0.8");
    expect(spanish).toContain('<html lang="es">');
    expect(spanish).toContain("no hay nada; los hechos se envían con POST a /v1/facts.");
    expect(spanish).not.toContain("<script");
    expect(await page("en-US,en;q=0.9,es;q=0.2")).toContain("There is nothing at GET");
    expect(await page("de")).toContain("There is nothing at GET");
  });

  it("is cut where it is long, and escaped where it is raw", async () => {
    const { port } = new URL(await origin());
    const path = `/<b>${"x".repeat(5_000)}`;
    const body = await new Promise<string>((resolve, reject) => {
      // A client of its own sends what fetch would escape first.
      request({ port, path, headers: { accept: "text/html" } }, (response) => {
        let text = "";
        response.on("data", (chunk) => (text += String(chunk)));
        response.on("end", () => resolve(text));
      })
        .on("error", reject)
        .end();
    });
    expect(body).toContain("&lt;b&gt;xxx");
    expect(body).not.toContain("<b>");
    expect(body.length).toBeLessThan(1_000);
  });
});

describe("what a router breaks on", () => {
  async function server() {
    const app = express();
    app.set("env", "production");
    app.get("/breaks", () => {
      throw new Error("secret at /home/somebody/remo.ts");
    });
    app.get("/half", (_request, response) => {
      response.write("half of ");
      throw new Error("too late");
    });
    app.get("/refuses", (_request, _response, next) => {
      next(Object.assign(new Error("too much"), { status: 413 }));
    });
    const opened = await listen(app, 0, "127.0.0.1");
    onTestFinished(() => close(opened));
    const reported = vi.spyOn(console, "error").mockImplementation(() => undefined);
    onTestFinished(() => reported.mockRestore());
    return { app, reported, at: `http://127.0.0.1:${portOf(opened)}` };
  }

  it("is reported, and answered without what broke", async () => {
    const { at, reported } = await server();
    const response = await fetch(`${at}/breaks`);
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: "Something broke while answering; Remo's log says what." },
    ]);
    expect(reported).toHaveBeenCalledOnce();
  });

  it("keeps a status that says the client is wrong", async () => {
    const { at, reported } = await server();
    const response = await fetch(`${at}/refuses`);
    expect([response.status, await response.json()]).toEqual([
      413,
      { error: "The request cannot be read." },
    ]);
    expect(reported).not.toHaveBeenCalled();
  });

  it("ends an answer that is half out", async () => {
    const { at } = await server();
    await expect(fetch(`${at}/half`).then((response) => response.text())).rejects.toThrow();
  });

  it("and a router that is added after the start is asked before nothing is said", async () => {
    const { app, at } = await server();
    expect((await fetch(`${at}/later`)).status).toBe(404);
    app.get("/later", (_request, response) => void response.json({ here: true }));
    expect(await (await fetch(`${at}/later`)).json()).toEqual({ here: true });
  });
});
