// The colours of paper, screen and charts: one slate-teal, greys, and amber for what asks for attention.

/** Every colour has its pair for a dark screen; both pairs keep their order of lightness, so that grey prints tell the same. */
export const LIGHT = {
  ink: "#1b2a2f",
  muted: "#55666c",
  hairline: "#cdd5d8",
  surface: "#ffffff",
  accent: "#1f5c66",
  accentSoft: "#8fb3b9",
  band: "#e3d3ad",
  attention: "#8a5a00",
} as const;

export const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  ink: "#e6ecee",
  muted: "#a3b1b6",
  hairline: "#3a484d",
  surface: "#12191c",
  accent: "#7cc0cb",
  accentSoft: "#48777f",
  band: "#5a4a22",
  attention: "#e0b25c",
};
