/** The front of an envelope of this size. */
export function pocket(w: number, h: number): string {
  return `M1 8L${w / 2} ${h * 0.6}L${w - 1} 8V${h - 7}Q${w - 1} ${h - 1} ${w - 7} ${h - 1}H7Q1 ${h - 1} 1 ${h - 7}Z`;
}

/** The flap of an envelope of this size, shut. */
export function flap(w: number, h: number): string {
  return `M1.5 4Q1.5 1 5 1H${w - 5}Q${w - 1.5} 1 ${w - 1.5} 4L${w / 2} ${h * 0.58}Z`;
}
