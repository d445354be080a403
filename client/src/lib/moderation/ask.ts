import { mount, unmount } from 'svelte';
import type { components } from '$lib/api';

/** What is to be reported. */
export interface About {
	object: components['schemas']['CreateReport']['object'];
	id: string;
	/** Whether it happened in a class: then its teachers get the report. */
	inClass?: boolean;
}

/** Opens the dialog that asks for the reason of a report. It is loaded when it is needed, and asks for a sign-in itself. */
export async function askReport(about: About): Promise<void> {
	const { default: ReportDialog } = await import('./ReportDialog.svelte');
	const target = document.createElement('div');
	document.body.append(target);
	const dialog = mount(ReportDialog, {
		target,
		props: {
			about,
			onclose() {
				void unmount(dialog);
				target.remove();
			}
		}
	});
}
