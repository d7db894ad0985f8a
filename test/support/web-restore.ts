// Backups made, unpacked and told of by the API, for tests of recovery.
import { expect } from "vitest";
import { lastCare } from "../../web/records/jobs.ts";
import type { TestServer, Visitor } from "./web-server.ts";

export const place = (response: Response): string => response.headers.get("location") ?? "";
export const call = (visitor: Visitor, method: string, address: string, body?: object): Promise<Response> =>
  visitor.send(address, {
    method,
    headers: { "x-csrf-token": visitor.csrf, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });

interface Contents {
  deliveries: number;
  files: number;
  lines: number;
  people: number;
  organisations: number;
  versions: number;
  bytes: number;
}
export interface RestoreState {
  isRunning: boolean;
  error: string | null;
  restored: {
    job: number;
    backup: number;
    at: string;
    contents: Contents;
    current: Contents;
    lost: Record<string, number>;
    returning: number;
  } | null;
}
export interface Aside {
  id: string;
  at: string;
  by: string;
  contents: Contents;
}
export const stateOf = async (visitor: Visitor): Promise<RestoreState> =>
  (await (await visitor.get("/api/v1/restore")).json()) as RestoreState;
export const asidesOf = async (visitor: Visitor): Promise<Aside[]> =>
  ((await (await visitor.get("/api/v1/set-aside")).json()) as { items: Aside[] }).items;

export async function newBackup({ services }: TestServer, visitor: Visitor): Promise<number> {
  const { job } = (await (await call(visitor, "POST", "/api/v1/backups")).json()) as { job: number };
  await services.queue.idle();
  expect(lastCare(services, "backup")).toMatchObject({ id: job, state: "done" });
  return job;
}

/** One that is there already: cheaper than another. */
export async function lastBackup(visitor: Visitor): Promise<number> {
  const { backups } = (await (await visitor.get("/api/v1/backups")).json()) as { backups: { job: number; isReceived: boolean }[] };
  const made = backups.find(({ isReceived }) => !isReceived);
  if (!made) throw new Error("there is no backup");
  return made.job;
}

export async function unpacked({ services }: TestServer, visitor: Visitor, backup: number): Promise<NonNullable<RestoreState["restored"]>> {
  expect((await visitor.post(`/admin/almacen/respaldos/${backup}/recuperar`)).status).toBe(303);
  await services.queue.idle();
  const { restored, error } = await stateOf(visitor);
  expect(error).toBeNull();
  if (!restored) throw new Error("nothing was unpacked");
  return restored;
}
