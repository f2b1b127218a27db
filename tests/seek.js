/* Runs the site's own search over queries, outside a browser: node seek.js MINISEARCH ENGINE DATA < queries.json */
const fs = require("fs");
const [minisearch, engine, data] = process.argv.slice(2);
global.window = global;
window.MiniSearch = require(minisearch);
(0, eval)(fs.readFileSync(engine, "utf8"));
(0, eval)(fs.readFileSync(data, "utf8"));
const seek = window.twoLines.seeker(window.twoLinesSearch);
const found = JSON.parse(fs.readFileSync(0, "utf8")).map(query => seek(query).map(page => [page.id, page.parts.map(part => part.id)]));
process.stdout.write(JSON.stringify(found));
