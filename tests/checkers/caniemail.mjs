// Holds mails' HTML against what caniemail.com knows of mail programs. Takes JSON on standard input, {clients, mails: {name: html}}; prints
// {name: {client: [what it does not support]}}.
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

const { clients, mails } = JSON.parse(readFileSync(0, "utf8"));
const found = {};
for (const [name, html] of Object.entries(mails)) {
  found[name] = {};
  for (const client of clients) {
    const { issues } = caniemail({ clients: [client], html });
    const titles = (issues.errors.get(client) ?? []).map(({ title }) => title);
    found[name][client] = [...new Set(titles)].sort();
  }
}
console.log(JSON.stringify(found));
