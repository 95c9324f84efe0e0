PRAGMA application_id = 1347570776;
PRAGMA user_version = 2;
CREATE TABLE outlets (
    name TEXT PRIMARY KEY, home TEXT NOT NULL, country TEXT NOT NULL, language TEXT NOT NULL,
    kind TEXT NOT NULL, owner TEXT NOT NULL, tags TEXT NOT NULL, feeds TEXT NOT NULL
) STRICT;
CREATE TABLE feeds (
    address TEXT PRIMARY KEY, outlet TEXT NOT NULL, url TEXT NOT NULL, etag TEXT NOT NULL,
    modified TEXT NOT NULL, body_sha256 TEXT NOT NULL, checked TEXT, due TEXT,
    errors INTEGER NOT NULL, error TEXT NOT NULL, moved_to TEXT NOT NULL, moved_days TEXT NOT NULL,
    stopped INTEGER NOT NULL
) STRICT;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, outlet TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    url TEXT NOT NULL, author TEXT NOT NULL, published TEXT, published_origin TEXT NOT NULL,
    first_seen TEXT, lang TEXT NOT NULL, text_available TEXT NOT NULL, feeds TEXT NOT NULL,
    guid TEXT NOT NULL, content TEXT NOT NULL
) STRICT;
CREATE INDEX articles_outlet ON articles(outlet);
CREATE TABLE versions (
    article_id TEXT NOT NULL REFERENCES articles(id), replaced TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX versions_article ON versions(article_id);
CREATE TABLE pages (
    article_id TEXT PRIMARY KEY REFERENCES articles(id), tried TEXT NOT NULL, outcome TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE words USING fts5(
    title, text, content='articles', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_insert AFTER INSERT ON articles BEGIN
    INSERT INTO words(rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;
CREATE TRIGGER articles_update AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO words(words, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text);
    INSERT INTO words(rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;
CREATE TABLE digests (
    article_id TEXT PRIMARY KEY REFERENCES articles(id), model TEXT NOT NULL, content TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE TABLE neighbours (
    a TEXT NOT NULL, b TEXT NOT NULL, similarity REAL NOT NULL, shared TEXT NOT NULL, hours REAL, copied INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX neighbours_b ON neighbours(b);
CREATE TABLE events (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, title_article TEXT NOT NULL,
    first TEXT, last TEXT, articles INTEGER NOT NULL, outlets INTEGER NOT NULL, summary TEXT NOT NULL
) STRICT;
CREATE INDEX events_last ON events(last);
CREATE TABLE members (
    article_id TEXT PRIMARY KEY REFERENCES articles(id), event_id TEXT NOT NULL REFERENCES events(id),
    position INTEGER NOT NULL, similarity REAL, nearest TEXT NOT NULL, shared TEXT NOT NULL, hours REAL,
    band TEXT NOT NULL, source TEXT NOT NULL, centre INTEGER NOT NULL
) STRICT;
CREATE INDEX members_event ON members(event_id, position);
CREATE TABLE redirects (former TEXT PRIMARY KEY, event_id TEXT NOT NULL) STRICT;
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
    reason TEXT NOT NULL, payload TEXT NOT NULL, undone INTEGER NOT NULL
) STRICT;
CREATE TABLE comparisons (
    event_id TEXT PRIMARY KEY REFERENCES events(id), fingerprint TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO outlets (name, home, country, language, kind, owner, tags, feeds) VALUES ('Hill Gazette', 'https://hill.example', 'GB', 'en', 'newspaper', 'Hill & Co', '["local"]', '["f"]');
INSERT INTO feeds (address, outlet, url, etag, modified, body_sha256, checked, due, errors, error, moved_to, moved_days, stopped) VALUES ('f', 'Hill Gazette', '', 'W/"1"', '', '', '2024-07-08T12:00:00Z', NULL, 2, '', '', '["2024-07-08"]', 1);
INSERT INTO articles (id, outlet, title, text, url, author, published, published_origin, first_seen, lang, text_available, feeds, guid, content) VALUES ('a1', 'Hill Gazette', 'Zażółć bridge opens', 'The bridge opened today.

“At last,” said Edda Quill.', 'https://hill.example/bridge', 'A. Writer', '2024-07-08T12:00:00Z', 'feed', '2024-07-08T12:00:00Z', 'en', 'full', '["f"]', 'g', 'c6576c14f6c5b9bc67fbf5f5ad6b30848cb39b58d394e3035c342bda059205a6');
INSERT INTO articles (id, outlet, title, text, url, author, published, published_origin, first_seen, lang, text_available, feeds, guid, content) VALUES ('a2', 'Sea Post', 'Ferry stops', '', '', '', NULL, '', NULL, '', 'headline', '[]', '', '2f6834c4e6b696c7ef3cfbeb06356d42f9f2adcb5d1790dcbc643bc7097943fe');
INSERT INTO versions (article_id, replaced, title, text) VALUES ('a1', '2024-07-08T12:00:00Z', 'Zażółć bridge opens', 'The bridge may open.');
INSERT INTO pages (article_id, tried, outcome) VALUES ('a2', '2024-07-08T12:00:00Z', 'robots');
INSERT INTO digests (article_id, model, content, body) VALUES ('a1', 'model', 'c6576c14f6c5b9bc67fbf5f5ad6b30848cb39b58d394e3035c342bda059205a6', X'00FF');
INSERT INTO digests (article_id, model, content, body) VALUES ('a2', 'model', '2f6834c4e6b696c7ef3cfbeb06356d42f9f2adcb5d1790dcbc643bc7097943fe', X'27');
INSERT INTO neighbours (a, b, similarity, shared, hours, copied) VALUES ('a1', 'a2', 0.75, '["Tollbury"]', 2.5, 0);
INSERT INTO events (id, title, title_article, first, last, articles, outlets, summary) VALUES ('e1', 'Bridge', 'a1', '2024-07-08T12:00:00Z', '2024-07-08T12:00:00Z', 2, 2, '{"event_id":"e1","title":"Bridge","title_lang":"en","first":"2024-07-08T12:00:00Z","last":"2024-07-08T12:00:00Z","articles":2,"outlets":["Hill Gazette","Sea Post"],"origins":2,"languages":["en"],"times":[],"conflicts":0,"updates":0,"trimmed_unmarked":0,"altered":0,"speakers_disputed":0,"summary_only":0,"unsure":0}');
INSERT INTO members (article_id, event_id, position, similarity, nearest, shared, hours, band, source, centre) VALUES ('a1', 'e1', 0, 0.75, 'a2', '["Tollbury"]', 2.5, 'check', 'machine', 1);
INSERT INTO members (article_id, event_id, position, similarity, nearest, shared, hours, band, source, centre) VALUES ('a2', 'e1', 1, NULL, '', '[]', NULL, 'sure', 'human', 0);
INSERT INTO redirects (former, event_id) VALUES ('e0', 'e1');
INSERT INTO corrections (id, at, who, kind, reason, payload, undone) VALUES (1, '2024-07-08T12:00:00Z', 'ed', 'merge', 'wrong', '{"articles": ["a1", "a2"]}', 1);
INSERT INTO corrections (id, at, who, kind, reason, payload, undone) VALUES (2, '2024-07-08T12:00:00Z', 'ed', 'merge', 'another''s', '{"articles": ["a1", "a2"]}', 0);
INSERT INTO comparisons (event_id, fingerprint, body) VALUES ('e1', 'print', X'789C458A310E83301004FFB2350D29F90A42E8309BE824E7A2988306F177ECC8846E76667770A3F9A8333AB0450349AE21329B055D0FF9B90786064B3ED2028BCFF393F4A556C7EACE24777C4AF08ADF55CCD5F54A51ED8F323156767DB3A4B28E138FF231AB');
INSERT INTO notes (key, value) VALUES ('sample', 'yes');
