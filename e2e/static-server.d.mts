export const dist: string;
export function serveDist(options?: {
  base?: string;
  cors?: boolean;
  gzip?: boolean;
  host?: string;
  tls?: { key: string; cert: string };
  scripts?: Readonly<Record<string, string>>;
  pages?: Record<string, string>;
  cached?: boolean;
  short?: boolean;
  asked?: (path: string, bytes: number) => void;
}): Promise<{ port: number; url: string; close: () => void }>;
