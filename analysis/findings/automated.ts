// Requests that no person makes by hand: programs, and the automatic refresh of results.
import { formatCount, formatShare } from "../wording.ts";
import { type Rule, shareOf } from "./finding.ts";

const automatedThreshold = 0.1;
const leastHits = 100;

export const automatedShare: Rule = {
  id: "automated-share",
  threshold: `Al menos ${formatShare(automatedThreshold, 0)} de las solicitudes del periodo, si hay ${leastHits} o más.`,
  find: ({ analysis: { traffic } }) => {
    const automated = traffic.hits - traffic.humanHits;
    const share = shareOf(automated, traffic.hits);
    if (share < automatedThreshold || traffic.hits < leastHits) return [];
    return [
      {
        severity: "notice",
        weight: share / 2,
        text: `El ${formatShare(share)} de las solicitudes del periodo (${formatCount(automated)}) fueron automatizadas o propias del difusor; no cuentan como visitantes ni como visitas.`,
        recommendation: null,
        evidence: { automated, share, threshold: automatedThreshold },
      },
    ];
  },
};

const heavyPolling = 0.5;

export const pollingShare: Rule = {
  id: "polling-share",
  threshold: `Alguna actualización automática, si hay ${leastHits} o más solicitudes de personas; se recomienda desde la mitad de ellas.`,
  find: ({ analysis: { traffic }, evidence }) => {
    const polling = evidence.pollingHits;
    if (polling === 0 || traffic.humanHits < leastHits) return [];
    const share = polling / traffic.humanHits;
    return [
      {
        severity: "info",
        weight: share / 2,
        text: `La actualización automática de resultados fue el ${formatShare(share)} de las solicitudes de personas del periodo (${formatCount(polling)} de ${formatCount(traffic.humanHits)}).`,
        recommendation:
          share > heavyPolling
            ? "Conviene espaciar la actualización automática y repartirla con un retraso al azar en el minuto de cada corte."
            : null,
        evidence: { polling, humanHits: traffic.humanHits, share, threshold: heavyPolling },
      },
    ];
  },
};
