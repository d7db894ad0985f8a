// Amounts as the page writes them: bytes and times that are left.
const amount = new Intl.NumberFormat("es-MX", { maximumFractionDigits: 1 });

export function bytesText(bytes: number): string {
  if (bytes >= 1e9) return `${amount.format(bytes / 1e9)} GB`;
  return bytes >= 1e6 ? `${amount.format(bytes / 1e6)} MB` : `${amount.format(bytes / 1e3)} kB`;
}

export function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${amount.format(seconds / 3600)} h`;
}
