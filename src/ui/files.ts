/** Offers a text, or bytes, as a file to save. */
export function saveFile(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin reading after the click: the address must live that long.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
