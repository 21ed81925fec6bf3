/** A process that uses the embedded database of the given home until it is killed. */
import { startEmbedded } from "../../src/db/embedded.ts";

const server = await startEmbedded(process.argv[2] ?? "", () => undefined);
console.log(JSON.stringify({ port: server.port, adopted: server.adopted }));
setInterval(() => undefined, 60_000);
