// An institute's board with three difusores: one that handed in the real way, one of a hostile name with a copy of it, and one that prepares.
import type { Analysis } from "../../analysis/index.ts";
import { addDelivery, type Delivery } from "../../web/records/deliveries.ts";
import { copyHandedIn, frozenFigures, handedIn, testCall } from "./web-handed-in.ts";
import { type TestServer, testOrganisation, testPerson, testServer, Visitor } from "./web-server.ts";

const hostileName = `=cmd|'/c calc'!A1 <script>alert("x")</script>`;
export const board = "/tablero/iem-irimbo-2024";

export interface ReviewFixture {
  server: TestServer;
  /** Of the version that was handed in the real way. */
  analysis: Analysis;
  done: Delivery;
  copied: Delivery;
  preparing: Delivery;
  visitors: Record<"reviewer" | "second" | "stranger" | "difusor" | "other" | "planner" | "administrator", Visitor>;
}

export async function reviewFixture(): Promise<ReviewFixture> {
  const server = await testServer();
  const institute = testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM").id;
  const foreign = testOrganisation(server, "instituto", "Instituto de otro estado", "IEPC").id;
  const difusor = await testPerson(server, "difusor", "Diana Difusora");
  const other = await testPerson(server, "difusor", "Otro Difusor", testOrganisation(server, "difusor", hostileName).id);
  const enter = async (...words: Parameters<typeof testPerson>): Promise<Visitor> => new Visitor(server).enter(await testPerson(...words));
  const visitors = {
    reviewer: await enter(server, "revisor", "Rita Revisora", institute),
    second: await enter(server, "revisor", "Saúl Segundo", institute),
    stranger: await enter(server, "revisor", "Ema Extraña", foreign),
    planner: await enter(server, "planeador", "Pablo Planeador"),
    administrator: await enter(server, "administrador", "Ada Administradora"),
    difusor: await new Visitor(server).enter(difusor),
    other: await new Visitor(server).enter(other),
  };
  const done = await handedIn(server, difusor, institute);
  const copied = await copyHandedIn(
    server,
    done,
    { organisation: other.organisation, institute, person: other.id, isLate: true },
    (summary) => ({ ...summary, visits: 1, availability: [], clauses: { cumple: 3 } }),
  );
  const waiting = testOrganisation(server, "difusor", "Zeta Radio").id;
  const preparing = addDelivery(server.services, { organisation: waiting, institute, call: testCall });
  return { server, analysis: await frozenFigures(server, done), done, copied, preparing, visitors };
}

export const textAt = async (visitor: Visitor, address: string): Promise<string> => (await visitor.get(address)).text();
/** Where an answer leads. */
export const placeOf = (response: Response): string | null => response.headers.get("location");
