// Opens every page and picture of a folder in Chromium; prints what is wrong with them.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const require = createRequire(resolve("target/browser/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const folder = process.argv[2];
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
const wrong = [];

/** What is wrong with a page at one size, in one colour scheme. */
async function look(file, colorScheme, width) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  const where = `${file} (${colorScheme}, ${width} px)`;
  page.on("request", (it) => it.url().startsWith("file:") || wrong.push(`${where}: asks for ${it.url()}`));
  page.on("pageerror", (it) => wrong.push(`${where}: ${it}`));
  await page.goto(`file://${join(folder, file)}`);
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  if (scrolls) wrong.push(`${where}: is wider than the screen`);
  await texts(page, where);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const it of violations) wrong.push(`${where}: ${it.id}: ${it.help}\n${it.nodes.map((node) => node.html).join("\n")}`);
  await page.emulateMedia({ media: "print" });
  const closed = await page.evaluate(() => [...document.querySelectorAll("details > ul")].filter((it) => !it.checkVisibility()).length);
  if (closed > 0) wrong.push(`${where}: ${closed} reasons are not printed`);
  await context.close();
}

/** Whether every text of a picture, as this browser draws it, is within the picture and within its box. */
async function texts(page, where) {
  const outside = await page.evaluate(() => [...document.querySelectorAll("svg text")].filter((text) => {
    const place = text.getBBox();
    const within = (it) => place.x >= it.x && place.x + place.width <= it.x + it.width && place.y >= it.y && place.y + place.height <= it.y + it.height;
    const picture = text.ownerSVGElement;
    const boxes = [...picture.querySelectorAll(".gr-box")].map((it) => it.getBBox());
    const touched = boxes.filter((it) => place.x < it.x + it.width && it.x < place.x + place.width && place.y < it.y + it.height && it.y < place.y + place.height);
    return !within(picture.viewBox.baseVal) || touched.some((it) => !within(it));
  }).map((it) => it.textContent));
  for (const it of outside) wrong.push(`${where}: leaves its box: ${it}`);
}

for (const file of readdirSync(folder).sort()) {
  if (file.endsWith(".svg")) {
    const page = await browser.newPage();
    await page.goto(`file://${join(folder, file)}`);
    await texts(page, file);
    await page.close();
    continue;
  }
  for (const colours of ["light", "dark"]) for (const width of [320, 1280]) await look(file, colours, width);
}
await browser.close();
for (const it of wrong) console.log(it);
process.exit(wrong.length > 0 ? 1 : 0);
