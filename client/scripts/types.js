// Makes the client's types of the API's description: src/lib/api/openapi.json, which `npm run types` has the server
// write (a Go test fails when it is stale), and src/lib/api/schema.d.ts. With --check nothing is written, and a stale
// schema.d.ts is an error.
import { readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';

const folder = new URL('../src/lib/api/', import.meta.url);
const described = new URL('openapi.json', folder);
const types = new URL('schema.d.ts', folder);

const head = '// Made by `npm run types` from openapi.json. Not to be changed by hand.\n\n';
const made = head + astToString(await openapi(described, { alphabetize: true, silent: true }));

if (!process.argv.includes('--check')) {
	writeFileSync(types, made);
} else if (made !== readFileSync(types, 'utf8')) {
	console.error('types: src/lib/api/schema.d.ts is stale, run `npm run types` in client/');
	process.exit(1);
}
