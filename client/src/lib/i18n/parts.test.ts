import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { needsLater, partOf } from './parts.js';

/** Folders of what the first pages are made of: they are drawn before the later part is there. */
const first = ['forum', 'class', 'shell', 'ui', 'composer', 'session', 'clock', 'account'];

it('has at once all that the first pages say', () => {
	const late: string[] = [];
	for (const folder of [...first, 'notice/Bell.svelte', 'supervision/HeldNote.svelte', 'moderation/ReportDialog.svelte']) {
		for (const file of folder.endsWith('.svelte') ? [''] : readdirSync(join('src/lib', folder))) {
			const path = join('src/lib', folder, file);
			if (!/\.(svelte|ts)$/.test(path) || path.endsWith('.test.ts')) continue;
			const said = readFileSync(path, 'utf8').matchAll(/\b[tn]\('([a-z_]+\.[\w.-]+)'/g);
			for (const [, key] of said) if (partOf(key!) !== 'first') late.push(`${folder}/${file}: ${key}`);
		}
	}
	expect(late).toEqual([]);
});

it('waits for the whole catalog only on the pages that need it', () => {
	expect(['/', '/forum', '/threads/01', '/classes', '/classes/01', '/sign-in', '/join'].filter(needsLater)).toEqual([]);
	expect(['/school', '/classes/01/members', '/classes/01/supervision', '/classes/new', '/moderation', '/settings', '/notices'].every(needsLater)).toBe(true);
});
