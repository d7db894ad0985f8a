// The first start: the organisation that keeps the system, and the link by which its administrator comes in.
import { invitations, invite, withdrawInvitation } from "./invitations.ts";
import { addOrganisation, organisations } from "./organisations.ts";
import { isEmpty } from "./people.ts";
import type { Records } from "./records.ts";

/** While there is no account: a new link for the administrator, the earlier ones withdrawn. Null: there are accounts. */
export function firstInvitation(records: Records): string | null {
  if (!isEmpty(records)) return null;
  return records.db.transaction(() => {
    const own =
      organisations(records).find(({ kind }) => kind === "sistema") ??
      addOrganisation(records, { kind: "sistema", name: "Administración del sistema", shortName: null });
    for (const { id } of invitations(records)) withdrawInvitation(records, id);
    return invite(records, { organisation: own.id, role: "administrador", email: null, createdBy: null }).secret;
  });
}
