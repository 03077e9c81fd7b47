/** What keeps a page from an answer by the headers that it has or lacks, a success too. */
export const BY_HEADERS = ['act.no-acao', 'act.acao-mismatch', 'act.acao-multiple'] as const;
