import { defineConfig, devices } from '@playwright/test';

// e2e/components: the components under the server's content policy, without a server.
// Other folders of e2e/ test the whole program; TONGCHUANG_URL says where it listens.
const componentsPort = Number(process.env.COMPONENTS_PORT ?? 24173);
const program = process.env.TONGCHUANG_URL;

export default defineConfig({
	testDir: 'e2e',
	fullyParallel: true,
	forbidOnly: !!process.env.CI,
	workers: 3,
	timeout: 60_000, // a machine under load is slow, not wrong
	expect: { timeout: 15_000 },
	retries: process.env.CI ? 1 : 0, // and says so: a test that needed its second try is reported as flaky
	reporter: [['list']],
	use: {
		...devices['Desktop Chrome'],
		locale: 'en-US',
		trace: 'on-first-retry', // it costs every test an eighth of its time
		launchOptions: {
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
			args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
		}
	},
	projects: [
		{ name: 'components', testDir: 'e2e/components', use: { baseURL: `http://127.0.0.1:${componentsPort}` } },
		...(program ? [{ name: 'program', testIgnore: 'components/**', use: { baseURL: program } }] : [])
	],
	webServer: {
		command: `npx vite build --logLevel error && node e2e/serve.js .design ${componentsPort}`,
		env: { VITE_DESIGN: '1', APP_OUT: '.design', KIT_OUT: '.svelte-kit/design' },
		url: `http://127.0.0.1:${componentsPort}`,
		timeout: 300_000,
		reuseExistingServer: !process.env.CI
	}
});
