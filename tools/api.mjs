// Writes the reports of the public face into api/, for a change of it to be reviewed. Run `npm run build` first.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apiReports } from './api-reports.mjs';

const API = fileURLToPath(new URL('../api/', import.meta.url));
const { reports, complaints } = apiReports();
for (const complaint of complaints) console.log(complaint);
mkdirSync(API, { recursive: true });
for (const file of readdirSync(API)) if (!reports.has(file)) rmSync(API + file);
for (const [file, text] of reports) writeFileSync(API + file, text);
console.log(`${reports.size} reports in api/`);
process.exitCode = complaints.length > 0 ? 1 : 0;
