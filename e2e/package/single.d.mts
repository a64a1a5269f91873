export function makeSingleFile(options?: Readonly<{ connect?: string }>): Promise<string>;
export function withConnections(html: string, connect: string): string;
