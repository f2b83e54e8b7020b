// Whether a query is written in M, the language of Power Query. usage: node parse_m.mjs < query; says where it is not, and exits 1.
import { readFileSync } from "node:fs";
import pq from "@microsoft/powerquery-parser";

const task = await pq.TaskUtils.tryLexParse(pq.DefaultSettings, readFileSync(0, "utf-8"));
if (!pq.TaskUtils.isParseStageOk(task)) {
  console.error(task.error.message ?? task);
  process.exit(1);
}
