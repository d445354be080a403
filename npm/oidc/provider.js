// A real OpenID Connect provider (npm's oidc-provider) for tests: on a free port of this machine, with people who exist
// for tests alone. usage: node provider.js REDIRECT_URI; it says {"issuer": …} when it is ready, and ends with its input.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const people = {
	'maya-7': { given_name: 'Maya', name: 'Maya Whitfield', email: 'maya@district.example', email_verified: true, locale: 'en', role: ['learner'] },
	'chen-1': { given_name: '陈', name: '陈老师', email: 'chen@district.example', email_verified: true, locale: 'zh-CN', role: ['staff', 'teacher'] },
	'unverified-3': { given_name: 'Una', name: 'Una Verified', email: 'known@district.example', email_verified: false, role: 'teacher' },
	'moving-5': { given_name: 'Mo', name: 'Mo Ving', email: 'mo@district.example', email_verified: true, role: ['teacher'], school: ['1042'] },
	'known-4': { given_name: 'Ken', name: 'Ken Known', email: 'known@district.example', email_verified: true, role: 'teacher' }
};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
	const issuer = `http://127.0.0.1:${server.address().port}`;
	const provider = new Provider(issuer, {
		clients: [{ client_id: 'tongchuang', client_secret: 'a secret of tests alone, and of nobody', redirect_uris: [process.argv[2]] }],
		cookies: { keys: ['a key of tests alone'] },
		claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'locale', 'role', 'school'] },
		pkce: { required: () => true },
		findAccount: (_, id) => people[id] && { accountId: id, claims: async () => ({ sub: id, ...people[id] }) }
	});
	server.on('request', provider.callback());
	console.log(JSON.stringify({ issuer }));
});

// A line {"sub": …, …} changes what is said of somebody from now on; it is answered when that is so.
createInterface({ input: process.stdin }).on('line', (line) => {
	const { sub, ...claims } = JSON.parse(line);
	people[sub] = { ...people[sub], ...claims };
	console.log(line);
});
process.stdin.on('end', () => process.exit());
