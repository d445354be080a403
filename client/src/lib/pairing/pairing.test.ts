import { afterEach, expect, it, vi } from 'vitest';
import type { Session } from '../session/session';
import { PairingView } from './pairing.svelte';
import type { PairingTopic } from './pairingTopic';
import type { PairingPage, PairingStep } from './shapes';

afterEach(() => vi.unstubAllGlobals());

const step = (id: string, kind = 'consented') => ({ id, kind }) as PairingStep;
const page = (seq: number, ...steps: PairingStep[]) => ({ seq, topic: 'pairing:x', steps }) as PairingPage;

/** A pairing whose questions to the server are answered by hand, in any order. */
async function open() {
	const answers: ((page: PairingPage) => Promise<void>)[] = [];
	vi.stubGlobal('fetch', () =>
		new Promise<Response>((resolve) => {
			answers.push(async (page) => {
				resolve(Response.json(page));
				await new Promise((done) => setTimeout(done));
			});
		})
	);
	let topic: PairingTopic | undefined;
	const topics = { open: (_: string, make: () => PairingTopic) => ({ follower: (topic = make()), close: () => {} }) };
	const view = new PairingView('x', { topics } as unknown as Session);
	await answers[0]?.(page(1));
	return { view, answers, hear: (step: PairingStep) => topic?.steps.tell(step) };
}

const steps = (view: PairingView) => view.page?.steps.map(({ id }) => id);

it('an answer to what was done here does not undo what the other school did meanwhile', async () => {
	const { view, answers, hear } = await open();
	const done = view.consent('chat');
	hear(step('theirs'));
	await answers[1]?.(page(2, step('ours'))); // read before theirs
	await done;
	await answers[2]?.(page(3, step('ours'), step('theirs')));
	expect(view.page?.seq).toBe(3);
	expect(steps(view)).toEqual(['ours', 'theirs']);
});

it('an older answer changes nothing, and what was heard since stays', async () => {
	const { view, answers, hear } = await open();
	void view.load();
	void view.load();
	hear(step('a word'));
	await answers[2]?.(page(2, step('ours')));
	await answers[1]?.(page(1));
	expect(steps(view)).toEqual(['ours', 'a word']);
});
