export declare function apiReports(root?: string): {
  readonly reports: ReadonlyMap<string, string>;
  readonly complaints: readonly string[];
};
