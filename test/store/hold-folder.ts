// Started by folder-lock.test.ts: takes the lock of a data folder and keeps it until it is killed.
import { lockFolder } from "../../src/store/folder-lock.ts";
import { openSocketsFolder } from "../../src/store/sockets-folder.ts";

const [dataDir = ""] = process.argv.slice(2);
await lockFolder(openSocketsFolder(dataDir), dataDir);
process.stdout.write("held\n");
setInterval(() => {}, 60_000);
