// What a tab keeps on the device: topics as they were last seen, and what is yet to be sent. Every row belongs to a
// person (or to nobody, the visitor), so that whoever signs in next at the same desk reads and sends nothing of it.

/** Who owns rows of somebody not signed in. */
export const visitor = '';

/** The tables; their rows are structured-clone data. */
export type Table = 'topics' | 'outbox';

export interface Row {
	/** Unique in the table. */
	key: string;
	/** The person's id, or `visitor`. */
	person: string;
}

/** Rows on the device. Methods reject when the device refuses (quota, closed by the browser). */
export interface Storage {
	/** Whether rows survive a reload. */
	readonly isDurable: boolean;
	get<R extends Row>(table: Table, key: string): Promise<R | undefined>;
	/** All of one person's rows, in no order. */
	of<R extends Row>(table: Table, person: string): Promise<R[]>;
	put(table: Table, row: Row): Promise<void>;
	remove(table: Table, keys: string[]): Promise<void>;
}

/** Rows that live as long as the page. */
export class MemoryStorage implements Storage {
	readonly isDurable = false;
	#tables: Record<Table, Map<string, Row>> = { topics: new Map(), outbox: new Map() };

	async get<R extends Row>(table: Table, key: string): Promise<R | undefined> {
		return this.#tables[table].get(key) as R | undefined;
	}

	async of<R extends Row>(table: Table, person: string): Promise<R[]> {
		return [...this.#tables[table].values()].filter((row) => row.person === person) as R[];
	}

	async put(table: Table, row: Row): Promise<void> {
		this.#tables[table].set(row.key, structuredClone(row));
	}

	async remove(table: Table, keys: string[]): Promise<void> {
		for (const key of keys) this.#tables[table].delete(key);
	}
}

const databaseName = 'tongchuang';
/** One more with every change of what rows mean; rows of older versions are dropped, except what is yet to be sent. */
const databaseVersion = 1;

/** Opens the device's storage; where there is none (private windows, a full disk) rows live in memory. */
export async function openStorage(factory: IDBFactory | undefined = globalThis.indexedDB): Promise<Storage> {
	try {
		if (!factory) throw new Error('no IndexedDB');
		return new DeviceStorage(await openDatabase(factory));
	} catch {
		return new MemoryStorage();
	}
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
	const request = factory.open(databaseName, databaseVersion);
	request.onupgradeneeded = () => {
		for (const table of ['topics', 'outbox']) {
			request.result.createObjectStore(table, { keyPath: 'key' }).createIndex('person', 'person');
		}
	};
	// Another tab's older version blocks the upgrade until it is closed: better memory than waiting for that.
	return new Promise((resolve, reject) => {
		request.onblocked = () => reject(new Error('blocked by another tab'));
		request.onerror = () => reject(request.error);
		request.onsuccess = () => {
			const database = request.result;
			database.onversionchange = () => database.close();
			resolve(database);
		};
	});
}

class DeviceStorage implements Storage {
	readonly isDurable = true;
	#database: IDBDatabase;

	constructor(database: IDBDatabase) {
		this.#database = database;
	}

	async get<R extends Row>(table: Table, key: string): Promise<R | undefined> {
		return this.#run<R | undefined>(table, 'readonly', (rows) => rows.get(key) as IDBRequest<R | undefined>);
	}

	async of<R extends Row>(table: Table, person: string): Promise<R[]> {
		return this.#run<R[]>(table, 'readonly', (rows) => rows.index('person').getAll(person) as IDBRequest<R[]>);
	}

	async put(table: Table, row: Row): Promise<void> {
		await this.#run(table, 'readwrite', (rows) => rows.put(row));
	}

	async remove(table: Table, keys: string[]): Promise<void> {
		await this.#run(table, 'readwrite', (rows) => {
			for (const key of keys) rows.delete(key);
			return undefined;
		});
	}

	/** Resolves when the transaction is on the device, not when the request is done. */
	#run<T>(table: Table, mode: IDBTransactionMode, work: (rows: IDBObjectStore) => IDBRequest<T> | undefined): Promise<T> {
		return new Promise((resolve, reject) => {
			const transaction = this.#database.transaction(table, mode);
			const request = work(transaction.objectStore(table));
			transaction.oncomplete = () => resolve(request?.result as T);
			transaction.onabort = () => reject(transaction.error ?? new Error('the device refused'));
			transaction.onerror = () => reject(transaction.error);
		});
	}
}
