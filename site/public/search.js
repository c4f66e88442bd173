// Made of site/search/browser/ by site/search/browser-script.test.ts: edit there, then `vitest run site/search --update`.
(() => {
'use strict';
// search/format.ts
const BLOCK = 32;
const HEAD = 256;
const PART = 8192;
const FACET_LEVELS = ['Low', 'Medium', 'High', 'Critical', 'Unclassified'];
const FACET_CATEGORIES = ['Read', 'Write', 'Execute', 'Destructive', 'Financial', 'Unclassified'];
const SERVER_FACET = 30;
const FIT = { late: 0, early: 1, server: 2, title: 3, name: 4 };
const FITS = 8;
const MANIFEST = 'index.bin';
const FILES = 'files/';
const VOCABULARY = 'words.bin';
const shardFile = (shard) => `terms/${shard}.bin`;
const partFile = (shard, term, part) => `parts/${shard}-${term}-${part}.bin`;
const blockFile = (block) => `records/${block}.bin`;
// search/browser/read-terms.ts
function readShard(bytes, shard) {
	const terms = [];
	const decoder = new TextDecoder();
	const letters = new Uint8Array(512);
	const cursor = { bytes, at: 0 };
	let slot = 0;
	while (cursor.at < bytes.length) {
		const shared = bytes[cursor.at++];
		const more = bytes[cursor.at++];
		letters.set(bytes.subarray(cursor.at, (cursor.at += more)), shared);
		const count = varint(cursor);
		const inHead = count <= HEAD * 2 ? count : HEAD;
		const parts = [];
		let first = 0;
		for (let rest = count - inHead; rest > 0; rest -= PART)
			parts.push((first += varint(cursor)));
		const from = cursor.at;
		for (let i = 0; i < inHead; i++)
			varint(cursor);
		cursor.at += inHead;
		terms.push({
			term: decoder.decode(letters.subarray(0, shared + more)),
			count,
			shard,
			slot: parts.length === 0 ? -1 : slot++,
			parts,
			head: () => postings({ bytes, at: from }, inHead),
		});
	}
	return terms;
}
function readPart(bytes, term, part) {
	return postings({ bytes, at: 0 }, Math.min(PART, term.count - HEAD - part * PART));
}
function postings(cursor, count) {
	const documents = new Uint32Array(count);
	let document = 0;
	for (let i = 0; i < count; i++)
		documents[i] = document += varint(cursor);
	return { documents, bytes: cursor.bytes.subarray(cursor.at, cursor.at + count) };
}
function varint(cursor) {
	let value = 0;
	for (let shift = 0;; shift += 7) {
		const byte = cursor.bytes[cursor.at++] ?? 0;
		value += (byte & 127) << shift;
		if (byte < 128)
			return value >>> 0;
	}
}
// search/browser/is-slip.ts
function isSlip(a, b) {
	if (a === b || Math.abs(a.length - b.length) > 1)
		return false;
	let from = 0;
	while (from < a.length && a[from] === b[from])
		from += 1;
	let [endA, endB] = [a.length, b.length];
	while (endA > from && endB > from && a[endA - 1] === b[endB - 1])
		[endA, endB] = [endA - 1, endB - 1];
	const [restA, restB] = [a.slice(from, endA), b.slice(from, endB)];
	if (restA.length <= 1 && restB.length <= 1)
		return true;
	return restA.length === 2 && restA === `${restB[1]}${restB[0]}`;
}
// search/browser/dictionary.ts
const SHARDS = 2;
const SHORT = 2;
const CONTINUATIONS = 6;
const SLIP = 4;
function dictionary({ shards }, files) {
	const read = new Map();
	const terms = async (shard, signal) => {
		const known = read.get(shard) ?? readShard(await files.load(shardFile(shard), signal), shard);
		read.set(shard, known);
		return known;
	};
	const shardOf = (word) => {
		let [low, high] = [0, shards.length - 1];
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (shards[middle] <= word)
				low = middle;
			else
				high = middle - 1;
		}
		return low;
	};
	let frequent;
	const vocabulary = async (signal) => {
		frequent ??= JSON.parse(new TextDecoder().decode(await files.load(VOCABULARY, signal)));
		return frequent;
	};
	const find = async (word, signal) => shards.length === 0 ? undefined : (await terms(shardOf(word), signal)).find(({ term }) => term === word);
	const findAll = async (list, signal) => (await Promise.all(list.map((word) => find(word, signal)))).filter((term) => term !== undefined);
	const byCount = (list) => list.sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1));
	return {
		find,
		async continuations(word, signal) {
			if (shards.length === 0)
				return [];
			if (word.length <= SHORT && /^[a-z0-9]+$/.test(word)) {
				const longer = (await vocabulary(signal)).filter((other) => other.startsWith(word) && other !== word);
				return findAll(longer.slice(0, CONTINUATIONS), signal);
			}
			const [from, to] = [shardOf(word), shardOf(`${word}\uffff`)];
			const near = Array.from({ length: Math.min(to - from + 1, SHARDS) }, (_, i) => terms(from + i, signal));
			const all = (await Promise.all(near)).flat();
			const longer = all.filter(({ term }) => term.startsWith(word) && term !== word);
			if (longer.length > 0)
				return byCount(longer).slice(0, CONTINUATIONS);
			const shorter = all.filter(({ term }) => term.length >= 4 && word.length - term.length <= 3 && word.startsWith(term));
			return shorter
				.sort((a, b) => b.term.length - a.term.length)
				.filter(({ term }) => term !== word)
				.slice(0, 1);
		},
		async slips(word, signal) {
			if (shards.length === 0 || word.length < SLIP || !/^[a-z0-9]+$/.test(word))
				return [];
			const inShard = (await terms(shardOf(word), signal)).filter(({ term }) => isSlip(term, word));
			const listed = (await vocabulary(signal)).filter((other) => isSlip(other, word)).slice(0, 3);
			const others = listed.filter((other) => !inShard.some(({ term }) => term === other));
			return byCount([...inShard, ...(await findAll(others, signal))]).slice(0, 2);
		},
		part: async (term, part, signal) => readPart(await files.load(partFile(term.shard, term.slot, part), signal), term, part),
	};
}
// search/browser/files.ts
class Outdated extends Error {
}
function searchFiles(base) {
	const known = new Map();
	const start = (file) => {
		const stop = new AbortController();
		const loading = {
			content: read(`${base}${file}`, stop.signal),
			stop,
			waiting: 0,
			done: false,
		};
		known.set(file, loading);
		loading.content.then(() => (loading.done = true), () => forget(file, loading));
		return loading;
	};
	const forget = (file, loading) => {
		if (known.get(file) === loading)
			known.delete(file);
	};
	return {
		load(file, signal) {
			const loading = known.get(file) ?? start(file);
			loading.waiting += 1;
			return new Promise((resolve, reject) => {
				signal.addEventListener('abort', () => {
					loading.waiting -= 1;
					if (loading.waiting === 0 && !loading.done) {
						forget(file, loading);
						loading.stop.abort();
					}
					reject(signal.reason);
				});
				loading.content.then(resolve, reject);
			});
		},
	};
}
async function read(url, signal) {
	const response = await fetch(url, { signal });
	if (!response.ok)
		throw new Outdated(url);
	return unpacked(response);
}
async function freshFile(url) {
	const response = await fetch(url, { cache: 'no-cache' });
	if (!response.ok)
		throw new Error(`${url}: ${response.status}`);
	return unpacked(response);
}
const unpacked = async ({ body }) => new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer());
// search/words.ts
const LONGEST = 24;
const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー';
const RUN = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const PLAIN = { ß: 'ss', ø: 'o', đ: 'd', ł: 'l', ı: 'i', æ: 'ae', œ: 'oe' };
const nameWords = (name, longest) => words(name
	.slice(0, longest)
	.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
	.replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2'), longest * 2);
function words(text, longest) {
	const plain = text
		.slice(0, longest)
		.toLowerCase()
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.normalize('NFC')
		.replace(/[ßøđłıæœ]/g, (letter) => PLAIN[letter]);
	return (plain.match(RUN) ?? []).flatMap((run) => (IS_UNSPACED.test(run) ? pairs(run) : [stem(cut(run))]));
}
const cut = (word) => (word.length <= LONGEST ? word : Array.from(word).slice(0, LONGEST).join(''));
function pairs(run) {
	const characters = Array.from(run);
	if (characters.length === 1)
		return characters;
	return characters.slice(1).map((character, i) => characters[i] + character);
}
function stem(word) {
	if (!/^[a-z]{4,}$/.test(word))
		return word;
	let rest = word;
	if (/(?:ss|x|ch|sh)es$/.test(rest))
		rest = rest.slice(0, -2);
	else if (/[^isu]s$/.test(rest))
		rest = rest.slice(0, -1);
	const verb = /^(.*[aeiouy].*)(?:ing|ed)$/.exec(rest)?.[1];
	if (verb !== undefined && verb.length >= 4)
		rest = verb.replace(/([bdgkmnprt])\1$/, '$1');
	if (rest.length >= 5)
		rest = rest.replace(/e$/, '');
	return rest.length >= 4 ? rest.replace(/([^aeiou])y$/, '$1i') : rest;
}
const STOP_WORDS = new Set(words(`a about after all also an and any are as at be before been but by can do does for from get has have how i if in into is it
	 its me my not of on one only or other our out over should so some such than that the their them then there these they
	 this to try under up use used using via was we what when where which who will with would you your
	 args arg param params parameter parameters return returns str string int none default optional required true false`, 1000));
// search/browser/parse-query.ts
const MOST = 8;
const LONGEST_QUERY = 200;
const FILTER = /(^|\s)(level|category|server):(?:"([^"]*)"|(\S+))/gi;
function parseQuery(text) {
	const filters = { levels: [], categories: [], servers: [] };
	const rest = text.slice(0, LONGEST_QUERY).replace(FILTER, (all, _, key, quoted, plain) => {
		const value = quoted ?? plain ?? '';
		if (key.toLowerCase() === 'server')
			filters.servers.push({ name: value, exact: quoted !== undefined });
		else if (!choose(key.toLowerCase() === 'level' ? filters.levels : filters.categories, key, value))
			return all;
		return ' ';
	});
	const typed = rest.split(/[^\p{L}\p{N}\p{M}]+/u).filter((piece) => piece !== '');
	const open = /[\p{L}\p{N}\p{M}]$/u.test(rest);
	const all = typed.flatMap((piece, i) => {
		const whole = words(piece, LONGEST_QUERY);
		const split = nameWords(piece, LONGEST_QUERY);
		const facets = facetsNamed(piece);
		return whole.map((word, j) => ({
			word,
			split: whole.length === 1 && split.length > 1 ? split : [],
			open: open && i === typed.length - 1 && j === whole.length - 1,
			...(facets && { facets }),
			piece: whole.length === 1 ? piece : '',
		}));
	});
	const telling = all.filter(({ word }) => !STOP_WORDS.has(word));
	const chosen = distinct(telling.length > 0 ? telling : all).slice(0, MOST);
	return { words: chosen.map(({ piece: _, ...word }) => word), joined: joinedWords(all, chosen), filters, typed: rest };
}
function facetsNamed(word, shortest = Number.POSITIVE_INFINITY) {
	const small = word.toLowerCase();
	const named = (names) => {
		const at = names.findIndex((name) => small.length < shortest ? name.toLowerCase() === small : name.toLowerCase().startsWith(small));
		return at === -1 ? [] : [at];
	};
	const levels = named(FACET_LEVELS);
	const categories = levels.length > 0 ? [] : named(FACET_CATEGORIES);
	return levels.length + categories.length > 0 ? { levels, categories } : undefined;
}
function choose(chosen, key, value) {
	const names = key.toLowerCase() === 'level' ? FACET_LEVELS : FACET_CATEGORIES;
	const found = value.split(',').map((name) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()));
	if (found.includes(-1))
		return false;
	chosen.push(...found);
	return true;
}
function distinct(list) {
	return list.filter(({ word }, i) => !list.some((other, j) => j > i && other.word === word));
}
function joinedWords(all, chosen) {
	return all.flatMap((_, from) => [2, 3].flatMap((length) => {
		const run = all.slice(from, from + length);
		const ends = [run[0], run.at(-1)].every((word) => word !== undefined && chosen.includes(word));
		if (run.length < length || !ends || run.some(({ piece }) => piece === ''))
			return [];
		const word = words(run.map(({ piece }) => piece).join(''), LONGEST_QUERY);
		const count = run.filter((part) => chosen.includes(part)).length;
		return word.length === 1 ? [{ word: word[0], at: chosen.indexOf(run[0]), length: count }] : [];
	}));
}
// search/browser/word-matches.ts
const WORTH = [0.3, 0.5, 0.75, 0.8, 0.9, 1, 1.15, 1.3];
const CONTINUED = 0.75;
const SLIPPED = 0.7;
const ABBREVIATED = 0.5;
const RARE = 3;
function addMatches({ found, bytes }, postings, factor) {
	postings.documents.forEach((document, i) => {
		const byte = postings.bytes[i];
		const worth = WORTH[byte >> 5] * factor;
		if (worth > (found.get(document) ?? 0)) {
			found.set(document, worth);
			bytes.set(document, byte);
		}
	});
}
function unknownPart({ term, loaded }, document) {
	if (term === undefined || term.parts.length === 0 || document < term.parts[0])
		return undefined;
	let [low, high] = [0, term.parts.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (term.parts[middle] <= document)
			low = middle;
		else
			high = middle - 1;
	}
	return loaded.has(low) ? undefined : low;
}
function matchesOf(terms, documents, facets) {
	const term = terms[0]?.term;
	const matches = { weight: 0, found: new Map(), bytes: new Map(), term, loaded: new Set(), facets };
	for (const { term: each, factor } of terms)
		addMatches(matches, each.head(), factor);
	const count = Math.max(term?.count ?? 0, matches.found.size);
	matches.weight = Math.log(1 + documents / Math.max(count, 1));
	return matches;
}
async function lookUp(query, dictionary, documents, signal) {
	const each = await Promise.all(query.words.map(async ({ word, split, open, facets }) => {
		const [term, longer] = await Promise.all([
			dictionary.find(word, signal),
			open ? dictionary.continuations(word, signal) : [],
		]);
		if (term === undefined && split.length > 0) {
			const apart = split.map((part, i) => ({
				word: part,
				split: [],
				open: open && i === split.length - 1,
			}));
			return lookUp({ ...query, words: apart }, dictionary, documents, signal);
		}
		const factor = term === undefined ? 1 : CONTINUED;
		const continued = longer.map((other) => ({
			term: other,
			factor: term === undefined && other === longer[0] ? 1 : factor,
		}));
		return [matchesOf(term === undefined ? continued : [{ term, factor: 1 }, ...continued], documents, facets)];
	}));
	return each.flat();
}
async function lookFurther(query, matches, dictionary, documents, signal) {
	if (matches.length !== query.words.length)
		return [...matches];
	const wider = await Promise.all(query.words.map(async ({ word, open }, i) => {
		const before = matches[i];
		const count = Math.max(before.term?.count ?? 0, before.found.size);
		const longer = open ? [] : (await dictionary.continuations(word, signal)).slice(0, 3);
		const slips = count < RARE ? await dictionary.slips(word, signal) : [];
		if (longer.length + slips.length === 0)
			return before;
		const known = before.term === undefined ? [] : [{ term: before.term, factor: 1 }];
		const near = slips.map((term) => ({ term, factor: SLIPPED }));
		return matchesOf([...(count < RARE ? [...near, ...known] : known), ...longer.map((term) => ({ term, factor: ABBREVIATED }))], documents, before.facets);
	}));
	await Promise.all(query.joined.map(async ({ word, at, length }) => {
		const term = await dictionary.find(word, signal);
		if (term === undefined)
			return;
		for (const each of wider.slice(at, at + length))
			addMatches(each, term.head(), 1);
	}));
	return wider;
}
const isName = (worth) => worth >= WORTH[FIT.name];
// search/browser/rank.ts
const COMPLETENESS = 3;
const LEAST = 0.25;
const NAMED = 0.5;
const COMMON = Math.log(1 + 4);
const COPY = 0.85;
function hasFacets(facet, { levels, categories }) {
	if (levels.length + categories.length === 0)
		return true;
	if (facet === SERVER_FACET)
		return false;
	const [category, level] = [Math.floor(facet / FACET_LEVELS.length), facet % FACET_LEVELS.length];
	return (levels.length === 0 || levels.includes(level)) && (categories.length === 0 || categories.includes(category));
}
function rank(matches, belongs, originals, named = false) {
	const weighed = matches.map((match) => {
		const { weight, facets } = match;
		return named && facets ? { ...match, weight: Math.min(weight, COMMON) } : match;
	});
	const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
	const ranked = [];
	const seen = new Set();
	let rest = total;
	for (const { bytes, weight: own } of [...weighed].sort((a, b) => b.weight - a.weight)) {
		if (rest < total * LEAST)
			break;
		rest -= own;
		for (const [document, byte] of bytes) {
			if (seen.has(document))
				continue;
			seen.add(document);
			const facet = byte & 31;
			if (!belongs(document, facet))
				continue;
			let [score, has, count] = [0, 0, 0];
			for (const { weight, found, facets } of weighed) {
				const worth = found.get(document) ?? (named && facets && hasFacets(facet, facets) ? NAMED : undefined);
				if (worth === undefined)
					continue;
				score += worth * weight;
				has += weight;
				count += 1;
			}
			if (has < total * LEAST)
				continue;
			score *= (has / total) ** COMPLETENESS;
			if (document >= originals)
				score *= COPY;
			ranked.push({ document, facet, score, full: count === matches.length });
		}
	}
	return ranked.sort((a, b) => b.score - a.score || a.document - b.document);
}
const QUICK = { enough: 12, top: 24, rounds: 2, parts: 4, ahead: 1 };
const THOROUGH = { enough: Number.POSITIVE_INFINITY, top: 20_000, rounds: 2, parts: 16, ahead: 8 };
function wantedParts(matches, ranked, effort) {
	const votes = new Map();
	const vote = (word, part) => {
		const key = `${matches.indexOf(word)} ${part}`;
		const known = votes.get(key) ?? { word, part, votes: 0 };
		known.votes += 1;
		votes.set(key, known);
	};
	const near = matches.length === 1 ? [] : ranked.slice(0, Math.max(effort.top, 2000));
	const hopeful = near.map(({ document }) => ({ document, hope: hopeOf(matches, document) }));
	for (const { document } of hopeful.sort((a, b) => b.hope - a.hope).slice(0, effort.top)) {
		for (const word of matches) {
			const part = word.found.has(document) ? undefined : unknownPart(word, document);
			if (part !== undefined)
				vote(word, part);
		}
	}
	const good = ranked.filter(({ document, full, facet }) => full && facet !== SERVER_FACET && matches.every(({ found }) => isName(found.get(document))));
	if (good.length < effort.enough) {
		const [rarest] = [...matches].sort((a, b) => b.weight - a.weight);
		const missing = (rarest?.term?.parts ?? []).map((_, part) => part).filter((part) => !rarest.loaded.has(part));
		for (const part of missing.slice(0, effort.ahead))
			vote(rarest, part);
	}
	return [...votes.values()].sort((a, b) => b.votes - a.votes).slice(0, effort.parts);
}
function hopeOf(matches, document) {
	let [hope, missing] = [0, 0];
	for (const word of matches) {
		const worth = word.found.get(document);
		if (worth !== undefined)
			hope += worth * word.weight;
		else if (unknownPart(word, document) === undefined)
			missing += 1;
		else
			hope += word.weight;
	}
	return hope / (1 + missing);
}
function mayBeMore(matches, ranked) {
	if (matches.length > 0 && matches.every(({ term, loaded }) => loaded.size < (term?.parts.length ?? 0)))
		return true;
	return ranked.some(({ document, full }) => !full && matches.every((word) => word.found.has(document) || unknownPart(word, document) !== undefined));
}
// search/server-words.ts
const NAME_CHARACTERS = 1000;
const NAME_WORDS = 24;
const COMMON_WORDS = new Set(words('mcp server servers', 100));
const FORGE = /^(?:io|com|org)\.(?:github|gitlab|bitbucket|codeberg)\./i;
function serverWords(name) {
	const slash = name.indexOf('/');
	const owner = slash < 0 ? '' : name.slice(0, slash).replace(FORGE, '');
	const own = /^[a-z]{2,6}\./i.test(owner) ? owner.slice(owner.indexOf('.') + 1) : owner;
	const all = [...new Set(nameWords(`${own} ${name.slice(slash + 1)}`, NAME_CHARACTERS))].slice(0, NAME_WORDS);
	const telling = all.filter((word) => !COMMON_WORDS.has(word));
	return telling.length > 0 ? telling : all;
}
// search/browser/server-filter.ts
const MOST_PARTS = 8;
const MOST_ALIKE = 32;
async function serverFilter(servers, dictionary, namesOf, signal) {
	if (servers.length === 0)
		return undefined;
	const runs = (await Promise.all(servers.map((server) => runsOf(server, dictionary, namesOf, signal)))).flat();
	const sorted = runs.sort(([a], [b]) => a - b);
	return (document) => {
		let [low, high] = [0, sorted.length - 1];
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (sorted[middle][0] <= document)
				low = middle;
			else
				high = middle - 1;
		}
		const run = sorted[low];
		return run !== undefined && run[0] <= document && document <= run[1];
	};
}
function filterWords({ name, exact }) {
	const typed = name.slice(0, 200).replace(/[^\s/]{0,24}…$/, '');
	return serverWords(exact || typed.includes('/') ? typed : typed.replace(FORGE, ''));
}
async function runsOf({ name, exact }, dictionary, namesOf, signal) {
	const own = filterWords({ name, exact });
	const lists = await Promise.all(own.map((word) => postingsOf(word, dictionary, signal)));
	const known = lists.filter((list) => list !== undefined);
	if (known.length === 0)
		return [];
	const fit = exact ? Math.max(FITS - known.length, FIT.name) : undefined;
	const [first, ...others] = known.map((list) => new Map(runsIn(list, fit)));
	const alike = [...first].filter(([from]) => others.every((runs) => runs.has(from)));
	if (!exact || alike.length < 2)
		return alike;
	const names = await namesOf(alike.slice(0, MOST_ALIKE).map(([from]) => from));
	const same = alike.filter((_, i) => names[i] === name);
	return same.length > 0 ? same : alike;
}
async function postingsOf(word, dictionary, signal) {
	const term = await dictionary.find(word, signal);
	if (term === undefined)
		return undefined;
	const parts = term.parts.slice(0, MOST_PARTS).map((_, part) => dictionary.part(term, part, signal));
	return [term.head(), ...(await Promise.all(parts))];
}
function runsIn(lists, wanted) {
	const runs = [];
	let current;
	for (const { documents, bytes } of lists) {
		documents.forEach((document, i) => {
			const byte = bytes[i];
			const fit = byte >> 5;
			if ((byte & 31) === SERVER_FACET) {
				current = (wanted === undefined ? fit >= FIT.title : fit === wanted) ? [document, document] : undefined;
				if (current !== undefined)
					runs.push(current);
			}
			else if (current !== undefined && document === current[1] + 1)
				current[1] = document;
			else
				current = undefined;
		});
	}
	return runs;
}
// search/browser/search.ts
const FEW = 5;
function openSearch(base) {
	let opened;
	let past = '';
	const open = async () => {
		const manifest = parse(await freshFile(base + MANIFEST + past));
		const files = searchFiles(`${base}${FILES}${manifest.folder}/`);
		return { manifest, files, terms: dictionary(manifest, files) };
	};
	const ask = async (question, signal) => {
		opened ??= open();
		const current = opened;
		try {
			const found = await answer(await current, question, signal);
			signal.throwIfAborted();
			return found;
		}
		catch (error) {
			if (opened === current && !signal.aborted)
				opened = undefined;
			throw error;
		}
	};
	return {
		warm() {
			opened ??= open();
			opened.catch(() => (opened = undefined));
		},
		ask: (question, signal) => ask(question, signal).catch((error) => {
			if (!(error instanceof Outdated))
				throw error;
			past = `?${Date.now()}`;
			return ask(question, signal);
		}),
	};
}
async function answer(index, question, signal) {
	const asked = parseQuery(question.text);
	const chosen = question.filters;
	const effort = question.thorough === true ? THOROUGH : QUICK;
	const filters = {
		levels: [...asked.filters.levels, ...chosen.levels],
		categories: [...asked.filters.categories, ...chosen.categories],
		servers: [...asked.filters.servers, ...chosen.servers],
	};
	const ofNames = filters.servers.flatMap(filterWords).map((word) => ({ word, split: [], open: false }));
	const query = asked.words.length > 0 ? asked : { ...asked, words: ofNames };
	const { terms, manifest } = index;
	const namesOf = async (list) => {
		const blocks = await blocksOf(list, index.files, signal);
		return list.map((document) => {
			const { servers, documents } = blocks.get(Math.floor(document / BLOCK));
			return servers[documents[document % BLOCK][0]][1];
		});
	};
	const [ofServers, found] = await Promise.all([
		serverFilter(filters.servers, terms, namesOf, signal),
		lookUp(query, terms, manifest.documents, signal),
	]);
	const inServers = (document) => ofServers?.(document) ?? true;
	const belongs = (document, facet) => inServers(document) && hasFacets(facet, filters);
	const fullOf = (list) => list.filter((each) => each.full);
	let matches = found;
	let named = false;
	let ranked = await settled(matches, terms, belongs, manifest.originals, effort, signal);
	if (fullOf(ranked).length < FEW && matches.length > 1 && matches.some(({ facets }) => facets)) {
		named = true;
		ranked = rank(matches, belongs, manifest.originals, named);
	}
	const exact = fullOf(ranked).length;
	if (exact < FEW) {
		matches = await lookFurther(query, matches, terms, manifest.documents, signal);
		ranked = await settled(matches, terms, belongs, manifest.originals, effort, signal, named);
	}
	const full = fullOf(ranked);
	const results = full.length < FEW ? ranked.slice(0, Math.max(full.length, 50)) : full;
	const first = await typedFirst(results, asked.typed, question.first, index.files, signal);
	const counted = results.length === full.length ? fullOf(rank(matches, inServers, manifest.originals, named)) : results;
	return {
		total: results.length,
		more: mayBeMore(matches, ranked),
		exact: Math.min(exact, results.length),
		documents: manifest.documents,
		levels: FACET_LEVELS.map((_, i) => countFacets(counted, { ...filters, levels: [i] })),
		categories: FACET_CATEGORIES.map((_, i) => countFacets(counted, { ...filters, categories: [i] })),
		first,
		records: (from, to, other) => records(results.slice(from, to), index.files, other),
	};
}
async function typedFirst(results, typed, count, files, signal) {
	const top = results.slice(0, count);
	const loaded = await records(top, files, signal);
	const whole = letters(typed);
	const isTyped = ({ name, serverName }) => letters(name || serverName) === whole;
	const order = [...loaded.keys()].sort((a, b) => Number(isTyped(loaded[b])) - Number(isTyped(loaded[a])));
	results.splice(0, top.length, ...order.map((i) => top[i]));
	return order.map((i) => loaded[i]);
}
const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
async function settled(matches, terms, belongs, originals, effort, signal, named = false) {
	for (let round = 0;; round++) {
		const ranked = rank(matches, belongs, originals, named);
		const wanted = round === effort.rounds ? [] : wantedParts(matches, ranked, effort);
		if (wanted.length === 0)
			return ranked;
		const loaded = await Promise.all(wanted.map(async ({ word, part }) => ({ word, part, postings: await terms.part(word.term, part, signal) })));
		for (const { word, part, postings } of loaded) {
			addMatches(word, postings, 1);
			word.loaded.add(part);
		}
	}
}
const countFacets = (ranked, filters) => ranked.filter(({ facet }) => hasFacets(facet, filters)).length;
async function records(list, files, signal) {
	const blocks = await blocksOf(list.map(({ document }) => document), files, signal);
	return list.map(({ document }) => {
		const block = blocks.get(Math.floor(document / BLOCK));
		const [server, name, slug, facet, text] = block.documents[document % BLOCK];
		const [serverSlug, serverName] = block.servers[server];
		const isServer = facet === SERVER_FACET;
		return {
			serverSlug,
			serverName,
			name,
			toolSlug: isServer ? undefined : slug === 0 ? name : slug,
			level: isServer ? '' : FACET_LEVELS[facet % FACET_LEVELS.length],
			category: isServer ? '' : FACET_CATEGORIES[Math.floor(facet / FACET_LEVELS.length)],
			text,
		};
	});
}
async function blocksOf(documents, files, signal) {
	const numbers = [...new Set(documents.map((document) => Math.floor(document / BLOCK)))];
	return new Map(await Promise.all(numbers.map(async (number) => [number, parse(await files.load(blockFile(number), signal))])));
}
const parse = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
// search/browser/asking.ts
const PATIENCE = 300;
async function patiently(answer, signal, say) {
	const timer = setTimeout(() => {
		if (!signal.aborted)
			say();
	}, PATIENCE);
	try {
		return await answer;
	}
	finally {
		clearTimeout(timer);
	}
}
function asking() {
	let current = new AbortController();
	return {
		run(work, failed) {
			const before = current;
			const own = new AbortController();
			current = own;
			void work(own.signal).catch(() => {
				if (!own.signal.aborted)
					failed();
			});
			setTimeout(() => before.abort());
		},
	};
}
// ../catalog/blank-text.ts
const isBlank = (text) => /^\s+$/u.test(text);
const unseenIn = (text, hidden) => (isBlank(text) ? /./gsu : hidden);
// ../catalog/hidden-characters.ts
const DRAWN_AS_NOTHING = String.raw `\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800\u{1d159}`;
const UNSEEN = String.raw `${DRAWN_AS_NOTHING}\p{Cf}\p{Zl}\p{Zp}\p{Cs}`;
const PART_OF_EMOJI = [
	String.raw `\p{Extended_Pictographic}[\ufe0e\ufe0f]`,
	String.raw `[0-9#*]\ufe0f(?=\u20e3)`,
	String.raw `(?:\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})`,
].join('|');
const hiddenCharacter = (controls) => new RegExp(`[${UNSEEN}${controls}](?<!${PART_OF_EMOJI})`, 'gu');
// search/browser/result-line.ts
const resultUrl = ({ serverSlug, toolSlug }) => `/tools/${[serverSlug, ...(toolSlug === undefined ? [] : [toolSlug])].map(encodeURIComponent).join('/')}/`;
function resultLine(record, long) {
	const { name, serverName, toolSlug, level, category, text } = record;
	const link = document.createElement('a');
	link.href = resultUrl(record);
	link.append(element('bdi', 'hit-name', visible(name || serverName)));
	if (toolSlug !== undefined)
		link.append(element('span', `badge ${level.toLowerCase()}`, level));
	const where = element('span', 'hit-where', toolSlug === undefined ? 'server' : `${category} · `);
	if (toolSlug !== undefined || name !== '')
		where.append(element('bdi', '', `${toolSlug === undefined ? ' ' : ''}${visible(serverName)}`));
	link.append(where);
	const line = document.createElement('li');
	line.append(link);
	if (long && text !== '')
		line.append(element('bdi', 'hit-text', visible(text)));
	return line;
}
function element(name, className, text) {
	const node = document.createElement(name);
	node.className = className;
	node.textContent = text;
	return node;
}
const HIDDEN = hiddenCharacter(String.raw `\p{Cc}`);
const visible = (text) => text.replace(unseenIn(text, HIDDEN), (character) => `[U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
// search/browser/offers.ts
const SAID_BY_FACETS = new Set(words('tools risk level category severity', 100));
const SHORTEST = 4;
const ONLY_FILTERS = 'Add a word to search, or see the whole lists.';
function offers({ words: asked, typed, filters }, chosen) {
	if (asked.length + filters.servers.length + chosen.servers.length === 0) {
		return [...listsOf(filters), ...listsOf(chosen)];
	}
	const named = { levels: [], categories: [] };
	const pieces = typed.split(/\s+/).filter((piece) => piece !== '');
	const rest = pieces.filter((piece, i) => {
		const facets = facetsNamed(piece, i === pieces.length - 1 ? SHORTEST : undefined);
		named.levels.push(...(facets?.levels ?? []));
		named.categories.push(...(facets?.categories ?? []));
		return facets === undefined;
	});
	if (rest.length === pieces.length)
		return [];
	const text = rest
		.filter((piece) => words(piece, 100).some((word) => !STOP_WORDS.has(word) && !SAID_BY_FACETS.has(word)))
		.join(' ');
	if (text === '')
		return listsOf(named);
	const query = new URLSearchParams({ q: text.toWellFormed() });
	for (const [key, name] of namesOf(named))
		query.append(key, name.toLowerCase());
	const names = namesOf(named).map(([, name]) => name);
	return [offer(`/search/?${query.toString()}`, `Only ${names.join(' and ')} tools: ${text}`)];
}
const elsewhere = () => [
	offer('/tools/', 'All servers by name'),
	offer('/risk/', 'All tools by risk level'),
	offer('/categories/', 'All tools by category'),
];
const listsOf = (facets) => namesOf(facets).map(([key, name]) => offer(`/${key === 'level' ? 'risk' : 'categories'}/${name.toLowerCase()}/`, `All tools that are ${name}`));
const namesOf = ({ levels, categories }) => [
	...[...new Set(levels)].map((at) => ['level', FACET_LEVELS[at]]),
	...[...new Set(categories)].map((at) => ['category', FACET_CATEGORIES[at]]),
];
function offer(url, text) {
	const link = element('a', 'offer', text);
	link.href = url;
	const line = document.createElement('li');
	line.append(link);
	return line;
}
// search/browser/search-box.ts
const LIMIT = 10;
const SEARCHING = 'Searching …';
const NO_FILTERS = { levels: [], categories: [], servers: [] };
function searchBox(form, search) {
	const input = form.querySelector('input');
	const list = form.querySelector('[data-search-results]');
	const status = form.querySelector('[role=status]');
	const questions = asking();
	const close = (message = '') => {
		list.hidden = true;
		list.replaceChildren();
		status.textContent = message;
	};
	const show = async (signal) => {
		const typed = input.value.trim();
		if (typed === '')
			return close();
		const query = parseQuery(typed);
		const offered = offers(query, NO_FILTERS);
		if (query.words.length + query.filters.servers.length === 0) {
			list.replaceChildren(...offered);
			list.hidden = offered.length === 0;
			status.textContent = offered.length === 0 ? '' : ONLY_FILTERS;
			return;
		}
		const asked = search.ask({ text: input.value, filters: NO_FILTERS, first: LIMIT }, signal);
		const answer = await patiently(asked, signal, () => (status.textContent = SEARCHING));
		const records = answer.first;
		const { activeElement } = document;
		if (signal.aborted || !form.contains(activeElement) || list.contains(activeElement))
			return;
		if (records.length + offered.length === 0)
			return close('Nothing found.');
		const all = element('a', 'hit-all', 'All results');
		all.href = `${form.getAttribute('action')}?q=${encodeURIComponent(typed.toWellFormed())}`;
		const last = document.createElement('li');
		last.append(all);
		list.replaceChildren(...offered, ...records.map((record) => resultLine(record, false)), ...(records.length > 0 ? [last] : []));
		list.hidden = false;
		status.textContent = `${countOf(answer)}. ${list.childElementCount} links are listed.`;
	};
	const ask = () => questions.run(show, () => close('Search is not available. Browse the list of servers instead.'));
	input.addEventListener('input', ask);
	input.addEventListener('focus', () => {
		search.warm();
		if (input.value !== '' && list.hidden)
			ask();
	});
	form.addEventListener('keydown', (event) => {
		if (event.key === 'Escape') {
			input.focus();
			close();
		}
		if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')
			return;
		const stops = [input, ...list.querySelectorAll('a')];
		const at = stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
		if (at < 0 || at >= stops.length)
			return;
		event.preventDefault();
		stops[at].focus();
	});
	form.addEventListener('focusout', (event) => {
		if (!form.contains(event.relatedTarget))
			close();
	});
}
function countOf({ total, more, exact }) {
	if (total === 0)
		return 'Nothing found';
	const results = (count) => `${count.toLocaleString('en')} ${count === 1 ? 'result' : 'results'}`;
	const near = total - exact;
	if (near === total)
		return `Nothing has all of it. Close to it: ${results(near)}`;
	return `${more ? 'More than ' : ''}${results(exact)}${near === 0 ? '' : `, and ${near} close to it`}`;
}
// search/browser/search-page.ts
const PAGE = 20;
const SERVERS = 8;
const SAMPLE = 100;
const WIDE = '(min-width: 50rem)';
function searchPage(form, search) {
	const input = form.querySelector('input[name=q]');
	const part = (name) => form.querySelector(`[data-${name}]`);
	const [list, more, servers, active] = [part('results'), part('more'), part('servers'), part('active')];
	const [offered, clear, skip] = [part('offers'), part('clear'), part('skip')];
	const facets = form.querySelector('[data-facets]');
	const status = form.querySelector('[role=status]');
	const questions = asking();
	let answer;
	let shown = [];
	let reached = 0;
	const checked = (name) => Array.from(form.querySelectorAll(`input[name=${name}]:checked`), ({ value }) => value);
	const positions = (name, all) => checked(name).map((value) => all.indexOf(value));
	const address = () => {
		const query = new URLSearchParams();
		if (input.value.trim() !== '')
			query.set('q', input.value.trim().toWellFormed());
		for (const name of ['level', 'category', 'server']) {
			for (const value of checked(name))
				query.append(name, name === 'server' ? value : value.toLowerCase());
		}
		return `${location.pathname}${query.size === 0 ? '' : `?${query.toString()}`}`;
	};
	const restore = () => {
		const query = new URLSearchParams(location.search);
		input.value = query.get('q') ?? '';
		for (const box of form.querySelectorAll('input[name=level], input[name=category]')) {
			box.checked = query.getAll(box.name).some((value) => value.toLowerCase() === box.value.toLowerCase());
		}
		servers.replaceChildren(...query
			.getAll('server')
			.slice(0, SERVERS)
			.map((name) => serverChoice(name, undefined, true)));
	};
	const show = async (signal, keepServers) => {
		const filters = {
			levels: positions('level', FACET_LEVELS),
			categories: positions('category', FACET_CATEGORIES),
			servers: checked('server').map((name) => ({ name, exact: true })),
		};
		const query = parseQuery(input.value);
		const offer = (lines) => {
			offered.replaceChildren(...lines);
			offered.hidden = lines.length === 0;
		};
		const meant = offers(query, filters);
		offer(meant);
		if (query.words.length + query.filters.servers.length + filters.servers.length === 0) {
			answer = undefined;
			if (meant.length === 0)
				offer(elsewhere());
			return render([], meant.length > 0 ? ONLY_FILTERS : '');
		}
		const question = { text: input.value, filters, first: PAGE };
		const found = await patiently(search.ask(question, signal), signal, () => (status.textContent = SEARCHING));
		take(found);
		if (found.total === 0)
			offer([...meant, ...elsewhere()]);
		if (!keepServers) {
			const sample = await found.records(0, SAMPLE, signal);
			signal.throwIfAborted();
			showServers(sample, found.total);
		}
		if (found.more)
			complete(await search.ask({ ...question, thorough: true }, signal));
	};
	const take = (found) => {
		answer = found;
		render(found.first, `${countOf(found)}.${found.total > 0 ? '' : found.documents === 0 ? ' The catalogue is empty.' : ' Fewer or other words may help.'}`);
	};
	const complete = (found) => {
		const [urls, known] = [found.first.map(resultUrl), shown.map(resultUrl)];
		const isUsed = list.contains(document.activeElement) || list.matches(':hover');
		if (!isUsed && urls.join() !== known.join())
			return take(found);
		answer = found;
		const unseen = urls.findIndex((url) => !known.includes(url));
		reached = unseen === -1 ? urls.length : unseen;
		describe(`${countOf(found)}.`);
	};
	const ask = (keepServers = false) => questions.run((signal) => show(signal, keepServers), () => render([], 'Search is not available. Browse the list of servers instead.'));
	const render = (records, message) => {
		shown = records;
		reached = records.length;
		list.replaceChildren(...records.map((record) => resultLine(record, true)));
		describe(message);
	};
	const describe = (message) => {
		status.textContent = message;
		const filters = facets.querySelectorAll('input:checked').length;
		active.textContent = filters === 0 ? '' : `${filters} active`;
		clear.hidden = filters === 0;
		skip.hidden = shown.length === 0;
		more.hidden = answer === undefined || reached >= answer.total;
		const atLeast = answer !== undefined && (answer.more || answer.total > answer.exact);
		for (const [name, all, counts] of [
			['level', FACET_LEVELS, answer?.levels],
			['category', FACET_CATEGORIES, answer?.categories],
		]) {
			for (const box of form.querySelectorAll(`input[name=${name}]`)) {
				const count = counts?.[all.indexOf(box.value)];
				box.parentElement.querySelector('[data-count]').textContent =
					count === undefined ? '' : `${count.toLocaleString('en')}${atLeast ? '+' : ''}`;
			}
		}
	};
	const showServers = (records, total) => {
		const isSample = total > SAMPLE;
		part('sample').textContent = isSample ? `, of the first ${SAMPLE} results` : '';
		const counts = new Map();
		for (const { serverName } of records)
			counts.set(serverName, (counts.get(serverName) ?? 0) + 1);
		const chosen = checked('server');
		const others = [...counts].filter(([name]) => !chosen.includes(name)).sort(([, a], [, b]) => b - a);
		servers.replaceChildren(...chosen.map((name) => serverChoice(name, counts.get(name), true, isSample)), ...others.slice(0, SERVERS).map(([name, count]) => serverChoice(name, count, false, isSample)));
	};
	const addMore = async (signal) => {
		const from = shown.length;
		const known = new Set(shown.map(resultUrl));
		let added = [];
		while (added.length === 0 && reached < (answer?.total ?? 0)) {
			const records = await answer.records(reached, reached + PAGE, signal);
			if (signal.aborted)
				return;
			reached += PAGE;
			added = records.filter((record) => !known.has(resultUrl(record)));
		}
		shown.push(...added);
		list.append(...added.map((record) => resultLine(record, true)));
		more.hidden = answer === undefined || reached >= answer.total;
		list.querySelectorAll('a')[from]?.focus();
		status.textContent = `${shown.length} of ${answer === undefined ? 0 : countOf(answer)}.`;
	};
	input.addEventListener('input', () => {
		history.replaceState(undefined, '', address());
		ask();
	});
	form.addEventListener('change', ({ target }) => {
		if (target === input)
			return;
		history.pushState(undefined, '', address());
		ask(target.name === 'server');
	});
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		history.pushState(undefined, '', address());
		ask();
	});
	clear.addEventListener('click', () => {
		for (const box of facets.querySelectorAll('input'))
			box.checked = false;
		history.pushState(undefined, '', address());
		input.focus();
		ask();
	});
	skip.addEventListener('click', () => list.querySelector('a')?.focus());
	more.addEventListener('click', () => questions.run(addMore, () => (status.textContent = 'Nothing more could be loaded.')));
	addEventListener('popstate', () => {
		restore();
		ask();
	});
	const wide = matchMedia(WIDE);
	const unfold = () => (facets.open = wide.matches);
	wide.addEventListener('change', unfold);
	unfold();
	facets.hidden = false;
	restore();
	ask();
}
function serverChoice(name, count, isChecked, isSample = false) {
	const label = element('label', 'choice', '');
	const box = document.createElement('input');
	box.type = 'checkbox';
	box.name = 'server';
	box.value = name;
	box.checked = isChecked;
	label.append(box, element('bdi', '', visible(name)));
	if (count !== undefined)
		label.append(element('span', 'muted', `${count}${isSample ? '+' : ''}`));
	return label;
}
// search/browser/main.ts
const search = openSearch(`${location.origin}/search/`);
for (const form of document.querySelectorAll('form[data-search]'))
	searchBox(form, search);
for (const form of document.querySelectorAll('form[data-search-page]'))
	searchPage(form, search);
})();
