// A bridge between the consent service and some check of adults, here a button: docs/providers.md describes the protocol.
// Needs Node.js 20. Settings: PORT, CLIENT_ID, API_KEY and WEBHOOK_KEY (both whsec_…), CALLBACK_PATH.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const { PORT, CLIENT_ID, API_KEY, WEBHOOK_KEY, CALLBACK_PATH } = process.env;
const sign = (key, text) => createHmac("sha256", Buffer.from(key.slice("whsec_".length), "base64")).update(text);
const escape = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The check that an address asks for; null where the service did not sign it, or its time is over. */
const readCheck = (query) => {
  const [client, reference, expires, back, signature] =
    ["client", "reference", "expires", "return", "signature"].map((name) => query.get(name) ?? "");
  const signed = `v1.${sign(API_KEY, ["redirect", client, reference, expires, back].join("\n")).digest("base64url")}`;
  const right = signature.length === signed.length && timingSafeEqual(Buffer.from(signature), Buffer.from(signed));
  return right && client === CLIENT_ID && Date.now() < Number(expires) * 1000 ? { reference, back } : null;
};

/** Tells the service, again and again until it takes it: 4xx is its last word, anything else is not. */
const tell = async (event, { reference, back }, id = `evt_${randomUUID()}`) => {
  for (let tried = 1; tried <= 5; tried++) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const body = JSON.stringify({ event, reference, occurredAt: new Date().toISOString(), id });
    const signature = `v1,${sign(WEBHOOK_KEY, `${id}.${timestamp}.${body}`).digest("base64")}`;
    const answer = await fetch(new URL(CALLBACK_PATH, back), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature,
      },
      body,
    }).catch(() => null);
    if (answer && answer.status < 500) {
      return answer.status;
    }
    await new Promise((resume) => setTimeout(resume, 1000 * 2 ** tried));
  }
  return 0;
};

const page = (query) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Adult check</title></head>
<body><main data-page="bridge"><h1>Are you an adult?</h1>
<form method="post" action="/answer?${escape(query)}">
<button name="event" value="verified">I am an adult</button>
<button name="event" value="failed">I am not</button>
<button name="event" value="revoked">Take back what I said</button>
</form></main></body></html>`;

const readBody = async (request) => {
  let body = "";
  for await (const part of request) {
    body += part;
  }
  return body;
};

const answer = async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (pathname === "/health") {
    return response.writeHead(200).end();
  }

  const check = readCheck(searchParams);
  if (!check) {
    return response.writeHead(400).end("This address is not whole, or its time is over.");
  }

  if (request.method === "GET" && pathname === "/check") {
    return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(searchParams.toString()));
  }

  const event = new URLSearchParams(await readBody(request)).get("event");
  if (request.method !== "POST" || pathname !== "/answer" || !["verified", "failed", "revoked"].includes(event)) {
    return response.writeHead(404).end();
  }

  await tell(event, check);
  return response.writeHead(303, { location: check.back }).end();
};

createServer((request, response) =>
  answer(request, response).catch(() => response.writeHead(500).end()),
).listen(Number(PORT), "127.0.0.1");
