// The bandwidth asked for against what was sent at the peak: sending it shows that it was there, sending less shows nothing.
import type { Convocatoria } from "../convocatoria.ts";
import { formatBytes, formatDecimal } from "../wording.ts";
import { type Check, type Clock, checked, type Requirement } from "./clause.ts";

/** Bytes sent in a span of minutes, over all sources that visitors reached. */
export interface SentBytes {
  /** Start of the span. */
  second: number;
  bytes: number;
}

export interface PeakBytes {
  /** The minute with most bytes, and the five minutes in a row with most. */
  minute: SentBytes;
  fiveMinutes: SentBytes;
}

const BITS_A_BYTE = 8;

type Duty = Convocatoria["duties"][number];

/** An answer is logged when it ends, so one minute may hold bytes of those before it: *cumple* asks for five minutes, one is an *indicio*. */
export function checkBandwidth(requirement: Requirement, { amount, unit }: Duty, peak: PeakBytes | null, clock: Clock): Check {
  const wouldShow = "Lo mostraría el contrato del enlace o una prueba de velocidad fechada.";
  if (amount === null || unit !== "bit/s" || peak === null || peak.minute.bytes === 0) {
    const evidence = `Las bitácoras no registran bytes enviados con los cuales comparar. ${wouldShow}`;
    return checked(requirement, { verdict: "no-verificable", evidence });
  }
  const { minute, fiveMinutes } = peak;
  const perSecond = (minute.bytes * BITS_A_BYTE) / 60;
  const sustained = (fiveMinutes.bytes * BITS_A_BYTE) / 300;
  const figures = {
    askedBitsPerSecond: amount,
    peakBitsPerSecond: perSecond,
    peakAt: clock.iso(minute.second),
    sustainedBitsPerSecond: sustained,
    sustainedFrom: clock.iso(fiveMinutes.second),
  };
  const mbps = (bits: number): string => `${formatDecimal(bits / 1e6, bits < 1e6 ? 3 : 1)} Mbps`;
  const sent = `En el minuto de más datos, el ${clock.zoned(minute.second)}, se enviaron ${formatBytes(minute.bytes)} (${mbps(perSecond)}); en los cinco minutos seguidos de más datos, ${mbps(sustained)} en promedio`;
  const asked = mbps(amount);
  const outcome = { figures, source: "log" } as const;
  if (sustained >= amount) {
    return checked(requirement, {
      ...outcome,
      verdict: "cumple",
      evidence: `${sent}: el enlace sostuvo al menos los ${asked} que se piden.`,
    });
  }
  if (perSecond >= amount) {
    const evidence = `${sent}. Un solo minuto alcanza los ${asked}, y puede sumar respuestas que empezaron antes: lo confirma quien revisa.`;
    return checked(requirement, { ...outcome, verdict: "indicio", evidence });
  }
  const evidence = `${sent}: la demanda no llegó a los ${asked}, y la bitácora no muestra la capacidad que no se usó. ${wouldShow}`;
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence });
}
