/* What this device keeps, if someone asked for it: one record in this browser's local storage, as plain text or
   sealed with a passphrase. Sealed means AES-GCM under a key that PBKDF2 makes from the passphrase, both from the
   browser's own Web Crypto. The salt is new with every passphrase, the initialization vector with every save.
   A wrong passphrase and a damaged record look the same: they do not open. */
(function () {
  "use strict";

  const twoLines = (window.twoLines = window.twoLines || {});
  const PLACE = "two-lines/writing", TAB = "two-lines/open", OURS = "two-lines/", FORMAT = "two-lines-writing", VERSION = 1;
  const ROUNDS = 900000, FEWEST = 600000, MOST = 20000000, MINUTES_OPEN = 15;
  const text = new TextEncoder(), words = new TextDecoder();
  let held = null, queue = Promise.resolve();

  const coded = bytes => btoa(Array.from(new Uint8Array(bytes), one => String.fromCharCode(one)).join(""));
  const decoded = code => Uint8Array.from(atob(code), one => one.charCodeAt(0));
  const random = size => crypto.getRandomValues(new Uint8Array(size));
  const canSeal = () => Boolean(window.isSecureContext && window.crypto && crypto.subtle);

  /* Storage may be shut (settings, some private windows) or full; both are told apart by their error. */
  function shut() {
    try { localStorage.setItem(`${OURS}try`, "1"); localStorage.removeItem(`${OURS}try`); return false; } catch (error) { return error.name !== "QuotaExceededError"; }
  }
  const stored = () => { try { return localStorage.getItem(PLACE); } catch (error) { return null; } };
  const inTab = () => { try { return JSON.parse(sessionStorage.getItem(TAB)); } catch (error) { return null; } };

  /* A record from storage or a file; null where it is none of ours. */
  function parsed(raw) {
    try {
      const record = JSON.parse(raw), seal = record.sealed;
      const fair = record.format === FORMAT && record.version === VERSION && (seal ? seal.rounds >= FEWEST && seal.rounds <= MOST : record.fields);
      return fair ? record : null;
    } catch (error) { return null; }
  }

  const stamp = seal => text.encode([FORMAT, VERSION, "PBKDF2-SHA-256", seal.rounds, seal.salt, "AES-256-GCM"].join("|"));
  const imported = bytes => crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);

  /* A passphrase to a key: bytes that can be held for this tab, and the key itself. */
  async function made(passphrase, salt, rounds) {
    const phrase = text.encode(passphrase.normalize("NFKC").trim());
    const base = await crypto.subtle.importKey("raw", phrase, "PBKDF2", false, ["deriveBits"]);
    const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: decoded(salt), iterations: rounds }, base, 256);
    return { salt, rounds, bits: coded(bits), key: await imported(bits) };
  }

  async function sealed(fields, lock) {
    const iv = random(12), seal = { rounds: lock.rounds, salt: lock.salt };
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: stamp(seal) }, lock.key, text.encode(JSON.stringify(fields)));
    return JSON.stringify({ format: FORMAT, version: VERSION, sealed: { ...seal, iv: coded(iv), data: coded(data) } });
  }

  async function unsealed(record, lock) {
    const seal = record.sealed;
    const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: decoded(seal.iv), additionalData: stamp(seal) }, lock.key, decoded(seal.data));
    return JSON.parse(words.decode(data));
  }

  const packed = (fields, lock) => (lock ? sealed(fields, lock) : JSON.stringify({ format: FORMAT, version: VERSION, fields }));
  const fits = record => held && record.sealed && held.salt === record.sealed.salt && held.rounds === record.sealed.rounds;

  function write(raw) {
    try { localStorage.setItem(PLACE, raw); return ""; } catch (error) { return error.name === "QuotaExceededError" ? "full" : "shut"; }
  }

  /* off, shut, plain, closed (sealed, no key here) or open (sealed, key here) */
  function state() {
    const record = parsed(stored());
    if (!record) return shut() ? "shut" : "off";
    return record.sealed ? (fits(record) ? "open" : "closed") : "plain";
  }

  /* The fields as they are kept; null where they cannot be read. */
  async function read() {
    const record = parsed(stored());
    if (!record || (record.sealed && !fits(record))) return null;
    try { return record.sealed ? await unsealed(record, held) : record.fields; } catch (damaged) { return null; }
  }

  /* Reads, changes and writes as one step: where another tab wrote meanwhile, it begins anew. The key is taken once,
     so that what was sealed is never written back unsealed because someone closed it meanwhile. */
  async function attempt(change) {
    for (;;) {
      const raw = stored(), record = parsed(raw), lock = held;
      if (!record || (record.sealed && !fits(record))) return { failed: state() };
      const fields = record.sealed ? await unsealed(record, lock).catch(() => null) : record.fields;
      if (!fields) return { failed: "closed" };
      const after = change(fields), ready = await packed(after, record.sealed ? lock : null);
      if (stored() === raw) return { failed: write(ready), fields: after };
    }
  }

  /* Starts to keep, or keeps in another way from now on: with a passphrase sealed, without one plain. */
  async function start(passphrase) {
    const lock = passphrase ? await made(passphrase, coded(random(16)), ROUNDS) : null;
    for (;;) {
      const raw = stored(), before = state() === "off" ? {} : await read();
      if (!before) return state() === "shut" ? "shut" : "failed";
      const ready = await packed(before, lock);
      if (stored() !== raw) continue;
      const failed = write(ready);
      if (!failed) hold(lock, false);
      return failed;
    }
  }

  /* One after the other: what changes the record never runs beside itself. */
  const inTurn = doing => (queue = queue.then(doing, doing));
  const change = doing => inTurn(() => attempt(doing));
  const begin = passphrase => inTurn(() => start(passphrase));

  /* Holds a key while this page is open; for the tab, if asked, for some minutes at a time. */
  function hold(lock, tab) {
    held = lock;
    try {
      sessionStorage.removeItem(TAB);
      if (lock && tab) sessionStorage.setItem(TAB, JSON.stringify({ salt: lock.salt, rounds: lock.rounds, bits: lock.bits, until: Date.now() + MINUTES_OPEN * 60000 }));
    } catch (error) { /* It is then asked for on the next page. */ }
  }
  const stay = () => { if (held && inTab()) hold(held, true); };
  const leaveTab = () => { try { sessionStorage.removeItem(TAB); } catch (error) { /* Nothing is in it. */ } };

  async function open(passphrase, tab) {
    const record = parsed(stored());
    if (!record || !record.sealed) return false;
    try {
      const lock = await made(passphrase, record.sealed.salt, record.sealed.rounds);
      await unsealed(record, lock);
      hold(lock, tab);
      return true;
    } catch (wrong) { return false; }
  }

  /* On a new page: the key that this tab still holds, if its time is not over. */
  async function resume() {
    const kept = inTab();
    if (!kept) return;
    if (kept.until < Date.now() || !canSeal()) hold(null);
    else { held = { ...kept, key: await imported(decoded(kept.bits)) }; stay(); }
  }

  function erase() {
    hold(null);
    [() => localStorage, () => sessionStorage].forEach(place => {
      try { Object.keys(place()).filter(name => name.startsWith(OURS)).forEach(name => place().removeItem(name)); } catch (error) { /* Shut: nothing is in it. */ }
    });
  }

  /* A file's fields; null where it does not open. What it held is nowhere else after that. */
  async function unfold(raw, passphrase) {
    const record = parsed(raw);
    if (!record) return null;
    if (!record.sealed) return record.fields;
    try { return await unsealed(record, await made(passphrase, record.sealed.salt, record.sealed.rounds)); } catch (wrong) { return null; }
  }


  twoLines.vault = { PLACE, MINUTES_OPEN, canSeal, state, read, change, begin, open, close: () => hold(null), resume, stay, leaveTab, erase, stored, parsed, unfold };
})();
