import { spawn } from "node:child_process";

export interface CommandResult {
  /** Exit status; 127 when the program could not be started at all. */
  code: number;
  /** Standard output and error together, at most the last 64 kB. */
  output: string;
}

export interface CommandOptions {
  cwd?: string;
  /** Written to the standard input, which is closed afterwards. */
  input?: string;
  /** Runs the program as this user and group; only root may ask for another than its own. */
  owner?: { uid: number; gid: number } | undefined;
  /** Leaves the output unread, for programs whose children keep the pipe open. */
  silent?: boolean;
}

const OUTPUT_LIMIT = 64 * 1024;

/** Runs a program to its end and returns how it ended; never throws. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const silent = options.silent === true;
    const child = spawn(program, args, {
      env: bareEnvironment(),
      windowsHide: true,
      stdio: ["pipe", silent ? "ignore" : "pipe", silent ? "ignore" : "pipe"],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...options.owner,
    });
    let output = "";
    const take = (chunk: Buffer): void => {
      output = (output + chunk.toString("utf8")).slice(-OUTPUT_LIMIT);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.stdin?.on("error", () => {
      // A program that ends without reading its input closes the pipe; its exit status says more.
    });
    child.stdin?.end(options.input ?? "");
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code, signal) =>
      resolve({ code: code ?? 128, output: signal === null ? output : `${output}(${signal})` }),
    );
  });
}

/**
 * PGPORT, PGDATA, PGOPTIONS and their kin would silently redirect the programs, and a foreign
 * locale would translate the messages that are recognised by their text.
 */
function bareEnvironment(): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(PG|LC_|LANG)/i.test(name)) kept[name] = value;
  }
  kept["LC_ALL"] = "C";
  if (process.platform !== "win32")
    kept["PATH"] = `${kept["PATH"] ?? ""}:/usr/sbin:/sbin:/usr/bin:/bin`;
  return kept;
}
