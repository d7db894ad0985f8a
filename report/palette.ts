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
  /** A sequence of one hue for quantities in classes, from little to much. */
  class1: "#dfebed",
  class2: "#b4d0d5",
  class3: "#7fadb5",
  class4: "#468690",
  class5: "#1d5560",
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
  class1: "#22363b",
  class2: "#2f535b",
  class3: "#44808b",
  class4: "#63adb9",
  class5: "#a4dde6",
};

/** The classes in order. */
export const CLASS_COLOURS = [LIGHT.class1, LIGHT.class2, LIGHT.class3, LIGHT.class4, LIGHT.class5] as const;
