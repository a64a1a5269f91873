/** Offers a text as a file to save. */
export function saveText(name: string, type: string, text: string): void {
  save(name, new Blob([text], { type }));
}

/** Offers bytes as a file to save. */
export function saveBytes(name: string, bytes: Uint8Array): void {
  save(name, new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" }));
}

function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin reading after the click: the address must live that long.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
