import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type Balancer = {
  port: number;
  add(port: number): void;
  remove(port: number): void;
  close(): Promise<void>;
};

/** Gives each connection to the next bot that is there. Without one the line is cut: nothing took the request. */
export async function createBalancer(): Promise<Balancer> {
  let ports: number[] = [];
  let turn = 0;
  const open = new Set<Socket>();

  const server = createServer((client) => {
    const port = ports[turn++ % Math.max(1, ports.length)];
    const upstream = port === undefined ? undefined : connect(port, "127.0.0.1");
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      if (one === undefined) continue;
      open.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        open.delete(one);
        other?.destroy();
      });
    }
    if (upstream === undefined) client.destroy();
    else client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    port: (server.address() as AddressInfo).port,
    add: (port) => {
      ports = [...ports, port];
    },
    remove: (port) => {
      ports = ports.filter((one) => one !== port);
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
