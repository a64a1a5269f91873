/** Offers a text as a file to save. */
export function saveText(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin reading after the click: the address must live that long.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
