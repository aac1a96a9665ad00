"use strict";
// Checks a dossier as `vth verify` does, but for one thing: the rules are not applied again. Nothing leaves this page.
const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
const json = (bytes) => JSON.parse(text(bytes));
const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
const utf8 = (string) => new TextEncoder().encode(string);
const none = "0".repeat(64);

// One canonical form only: no bit of a signature is free.
function base64(string) {
  const binary = atob(string);
  if (btoa(binary) !== string) throw new Error("geen geldige base64");
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// The files of a zip. What the list at its end says must be what stands before each file, byte after byte, with nothing in between.
async function unzip(buffer) {
  const view = new DataView(buffer), all = new Uint8Array(buffer), files = new Map();
  const end = buffer.byteLength - 22;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new Error("dit is geen zip, of er staat iets achter");
  const count = view.getUint16(end + 10, true), start = view.getUint32(end + 16, true);
  if (view.getUint16(end + 8, true) !== count || view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 20, true) !== 0 || start + view.getUint32(end + 12, true) !== end) throw new Error("de lijst van de zip is beschadigd");
  let at = start, expected = 0;
  for (let n = 0; n < count; n++) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("de lijst van de zip is beschadigd");
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true));
    const local = view.getUint32(at + 42, true), packed = view.getUint32(at + 20, true), size = view.getUint32(at + 24, true), method = view.getUint16(at + 10, true);
    const name = text(all.subarray(at + 46, at + 46 + nameLength));
    // Who made it and what a file is on a disk: the same for all.
    for (const o of [4, 5, 34, 35, 36, 37, 38, 39, 40, 41]) if (all[at + o] !== all[start + o]) throw new Error(`${name}: de zip spreekt zichzelf tegen`);
    if (local !== expected || view.getUint32(local, true) !== 0x04034b50 || extra !== 0 || comment !== 0 || view.getUint16(local + 26, true) !== nameLength || view.getUint16(local + 28, true) !== 0) throw new Error(`${name}: de zip is beschadigd`);
    // Version, flags, method, time, date, check, sizes and name stand twice.
    for (let o = 0; o < 22; o++) if (all[local + 4 + o] !== all[at + 6 + o]) throw new Error(`${name}: de zip spreekt zichzelf tegen`);
    for (let o = 0; o < nameLength; o++) if (all[local + 30 + o] !== all[at + 46 + o]) throw new Error(`${name}: de zip spreekt zichzelf tegen`);
    const body = all.subarray(local + 30 + nameLength, local + 30 + nameLength + packed);
    const content = method === 0 ? body : method === 8 ? await inflate(body) : null;
    if (!content || content.length !== size || crc32(content) !== view.getUint32(at + 16, true)) throw new Error(`${name}: is beschadigd`);
    if (files.has(name)) throw new Error(`${name}: staat er twee keer in`);
    files.set(name, content);
    expected = local + 30 + nameLength + packed;
    at += 46 + nameLength;
  }
  if (expected !== start || at !== end) throw new Error("de zip heeft iets extra's");
  return files;
}

async function readKeys(pem) {
  const keys = new Map();
  for (const block of pem.split("-----BEGIN PUBLIC KEY-----").slice(1)) {
    const spki = base64(block.split("-----END PUBLIC KEY-----")[0].replace(/\s/g, ""));
    keys.set(await sha256(spki), await crypto.subtle.importKey("spki", spki, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]));
  }
  return keys;
}

async function signed(keys, keyId, bytes, signature) {
  const key = keys.get(keyId);
  return Boolean(key) && signature.length === 88 && crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, base64(signature), bytes);
}

async function check(files, trust) {
  const rows = [], remarks = [];
  const part = async (name, look) => {
    const faults = [];
    let said = "";
    try {
      said = (await look((holds, fault) => { if (!holds) faults.push(fault); })) ?? "";
    } catch (error) {
      faults.push(error.message);
    }
    rows.push({ name, said, faults });
  };
  const need = (name) => {
    if (!files.has(name)) throw new Error(`${name} ontbreekt`);
    return files.get(name);
  };
  const keys = new Map();
  await part("Sleutels", async () => {
    for (const [name, content] of files) if (name.startsWith("keys/")) for (const [id, key] of await readKeys(text(content))) keys.set(id, key);
    return `${keys.size} sleutels`;
  });
  await part("Handtekening van de gemeente", async (unless) => {
    const bytes = need("manifest.json"), manifest = json(bytes), signature = text(need("manifest.sig"));
    unless(manifest.schema === 1, "een onbekende vorm van dossier");
    unless(signature.endsWith("\n") && await signed(keys, manifest.signedBy, bytes, signature.slice(0, -1)), "de handtekening onder de lijst van bestanden klopt niet");
    if (trust) unless(trust.has(manifest.signedBy), "ondertekend met een andere sleutel dan die u koos");
    else remarks.push(`Ondertekend met sleutel ${manifest.signedBy}. Vraag de gemeente of dat haar sleutel is, of kies hierboven de sleutel die u van haar kreeg.`);
    return `zaak ${manifest.case}, gemeente ${manifest.site}`;
  });
  await part("Bestanden", async (unless) => {
    const listed = new Set(["manifest.json", "manifest.sig"]);
    for (const file of json(need("manifest.json")).files) {
      listed.add(file.name);
      const content = files.get(file.name);
      if (!content) unless(false, `${file.name} ontbreekt`);
      else unless(content.length === file.bytes && await sha256(content) === file.sha256, `${file.name} is veranderd`);
    }
    for (const name of files.keys()) unless(listed.has(name), `${name} hoort niet bij het dossier`);
    return `${files.size} bestanden`;
  });
  const messages = [];
  await part("Berichten van de camera", async (unless) => {
    for (const entry of json(need("messages.json"))) {
      const payload = need(entry.file), message = json(payload);
      messages.push({ entry, message });
      unless(await sha256(payload) === entry.hash, `${entry.file} is veranderd`);
      unless(message.id === entry.passage && message.camera === entry.camera && message.chain === entry.chain && message.seq === entry.seq && message.previousHash === entry.previousHash, `${entry.file} is een ander bericht`);
      if (entry.signature) unless(await signed(keys, entry.keyId, payload, entry.signature), `${entry.file}: de handtekening van de camera klopt niet`);
      else remarks.push(`${entry.file} heeft geen eigen handtekening: het volgende bericht van de camera, en het vaste punt, staan ervoor in.`);
    }
    return `${messages.length} berichten`;
  });
  await part("Keten van volgnummers", async (unless) => {
    const points = new Map();
    for (const kept of json(need("checkpoints.json"))) {
      const body = need(kept.file);
      unless(await sha256(body) === kept.hash && await signed(keys, kept.keyId, body, kept.signature), `${kept.file} is niet door de gemeente ondertekend`);
      points.set(kept.number, json(body));
    }
    for (const { entry } of messages) {
      if (!entry.chainFile) {
        remarks.push("Een bericht ligt na het laatste vaste punt: nog geen vast punt sluit het in.");
        continue;
      }
      const chain = json(need(entry.chainFile));
      const closed = points.get(chain.closedBy)?.chains.find((c) => c.camera === chain.camera && c.chain === chain.chain);
      const absent = (seq) => closed.absent.some((r) => seq >= r.from && seq <= r.to);
      if (!closed || closed.from !== chain.from || closed.upTo !== chain.upTo) {
        unless(false, `${entry.chainFile} is niet wat het vaste punt insloot`);
        continue;
      }
      let lines = "", before = chain.from === 1 ? none : null, next = chain.from;
      for (const link of chain.links) {
        for (; next < link.seq; next++) {
          unless(absent(next), `${entry.chainFile}: nummer ${next} ontbreekt`);
          before = null;
        }
        unless(before === null || link.previousHash === before, `${entry.chainFile}: nummer ${link.seq} sluit niet aan`);
        if (!absent(link.seq)) lines += `${link.seq} ${link.hash} ${link.previousHash}\n`;
        before = link.hash;
        next = link.seq + 1;
      }
      unless(await sha256(utf8(lines)) === closed.digest, `${entry.chainFile} is niet wat het vaste punt insloot`);
      unless(chain.links.some((l) => l.seq === entry.seq && l.hash === entry.hash && l.previousHash === entry.previousHash), `${entry.file} staat niet op zijn nummer`);
    }
    return `${points.size} vaste punten`;
  });
  let events = [];
  await part("Gebeurtenissen", async (unless) => {
    const summary = json(need("case.json"));
    events = json(need("events.json"));
    let previous = none;
    for (const [n, one] of events.entries()) {
      unless(one.number === n + 1 && one.previousHash === previous && one.hash === await sha256(utf8(`${summary.id}\n${one.number}\n${previous}\n${one.sealedSha256}`)), `gebeurtenis ${n + 1} sluit niet aan`);
      previous = one.hash;
    }
    unless(summary.events === events.length && summary.lastEventHash === previous, "de gebeurtenissen houden niet op waar de zaak dat doet");
    return `${events.length} gebeurtenissen`;
  });
  await part("Foto's", async (unless) => {
    const there = new Map();
    for (const [name, content] of files) if (name.startsWith("pictures/")) there.set(await sha256(content), name);
    const count = there.size, named = new Set(messages.flatMap(({ message }) => message.evidence.map((e) => e.sha256)));
    for (const { event } of events) {
      if (event.kind !== "evidence-received") continue;
      unless(named.has(event.sha256), "een foto is er geen waarvan de camera de hash ondertekende");
      unless(there.delete(event.sha256), "een foto is niet meer in het dossier");
    }
    for (const name of there.values()) unless(false, `${name} hoort niet bij de zaak`);
    return `${count} foto's`;
  });
  await part("Stukken", async (unless) => {
    const left = new Set([...files.keys()].filter((n) => n.startsWith("papers/"))), papers = json(need("papers.json"));
    for (const upload of papers.flatMap((p) => p.uploads)) {
      const content = need(upload.file);
      unless(left.delete(upload.file) && content.length === upload.bytes && await sha256(content) === upload.sha256, `${upload.file} is niet het stuk dat is ingeleverd`);
    }
    for (const name of left) unless(false, `${name} hoort bij geen stuk`);
    return `${papers.length} stukken`;
  });
  remarks.push("Deze controle past de regels niet opnieuw toe. Dat doet het programma vth: vth verify.");
  return { rows, remarks };
}

const byId = (id) => document.getElementById(id);
function element(tag, content, className) {
  const made = document.createElement(tag);
  made.textContent = content;
  if (className) made.className = className;
  return made;
}

function show({ rows, remarks }) {
  const whole = rows.every((r) => r.faults.length === 0);
  byId("answer").replaceChildren(element("p", whole ? "✓ Er is niets aan dit dossier veranderd." : "✗ Dit dossier is veranderd of niet volledig. Ga er niet van uit dat het klopt.", `verdict ${whole ? "whole" : "broken"}`));
  byId("rows").replaceChildren(...rows.map((r) => {
    const row = document.createElement("tr"), head = element("th", r.name);
    head.scope = "row";
    row.append(head, element("td", r.faults.length ? `✗ ${r.faults.join("; ")}` : `✓ klopt${r.said ? `: ${r.said}` : ""}`));
    return row;
  }));
  byId("remarks").replaceChildren(...[...new Set(remarks)].map((r) => element("li", r)));
  byId("report").hidden = false;
  document.documentElement.dataset.outcome = whole ? "whole" : "broken";
}

let chosen = null;
async function run() {
  if (!chosen) return;
  byId("answer").replaceChildren(element("p", "Bezig met controleren…"));
  byId("report").hidden = true;
  delete document.documentElement.dataset.outcome;
  try {
    const pem = byId("trust").files[0];
    const trust = pem ? await readKeys(await pem.text()) : null;
    show(await check(await chosen(), trust));
  } catch (error) {
    show({ rows: [{ name: "Het dossier openen", said: "", faults: [error.message] }], remarks: [] });
  }
}

byId("zip").addEventListener("change", (e) => {
  const file = e.target.files[0];
  chosen = file ? async () => unzip(await file.arrayBuffer()) : null;
  run();
});
byId("folder").addEventListener("change", (e) => {
  const list = [...e.target.files];
  chosen = list.length ? async () => new Map(await Promise.all(list.map(async (f) => [f.webkitRelativePath.split("/").slice(1).join("/"), new Uint8Array(await f.arrayBuffer())]))) : null;
  run();
});
byId("trust").addEventListener("change", run);
if (!globalThis.crypto?.subtle || !globalThis.DecompressionStream) byId("answer").replaceChildren(element("p", "Deze browser is te oud voor de controle. Neem een nieuwere, of gebruik het programma vth.", "verdict broken"));
