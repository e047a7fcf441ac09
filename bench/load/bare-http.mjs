// What node:http costs by itself: the body is read and an empty answer given. Plain JavaScript:
// nothing is compiled at its start.
import { createServer } from "node:http";

createServer((request, response) => {
  request.resume();
  request.on("end", () => response.end());
}).listen(Number(process.env.PORT), "127.0.0.1");
