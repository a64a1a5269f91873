export const dist: string;
export function serveDist(options?: {
  base?: string;
  cors?: boolean;
  gzip?: boolean;
  host?: string;
  scripts?: Readonly<Record<string, string>>;
  pages?: Record<string, string>;
}): Promise<{ port: number; url: string; close: () => void }>;
