import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parityPage } from "../parity/table.ts";

// Writes docs/parity.md anew.
writeFileSync(join(import.meta.dirname, "../../docs/parity.md"), parityPage());
