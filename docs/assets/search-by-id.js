/* The search worker of the theme, told what an id is.
 *
 * lunr takes "SR 1.1 RE(1)" for three words and would find SR 1.13 RE(1) first. The page of each requirement has its id run
 * together under "Also written"; here an id in a query, in any of the usual spellings, is turned into that one word.
 */
"use strict"

const ENHANCEMENT = String.raw`(?:[ .,-]*[([]?RE[ .:#-]*[([]? *(\d{1,2})[)\]]?| *\((\d{1,2})\))`
const FAMILIES = "SR|CR|SAR|EDR|HDR|NDR"

/* A pattern of ids, and how its groups become words. */
const IDS = [
  /* SR 1.1, SR 1.1 RE(1), EDR3.14RE1, CR – 3.5, EDR / HDR / NDR 3.14 */
  [`((?:${FAMILIES})(?: */ *(?:${FAMILIES}))*)[ .:–-]*(\\d{1,2}\\.\\d{1,2})(?![\\d.])${ENHANCEMENT}?`,
    (families, number, ...re) => families.split("/").map((family) => words(family.trim() + number, re)).join(" ")],
  /* ZCR 5.6, ORG 1.1, Clause 4.2 */
  [String.raw`(ZCR|ORG|CM|NET|COMP|DATA|USER|EVENT|AVAIL|CLAUSE)[ .:–-]*(\d{1,2}\.\d{1,2})(?![\d.])`,
    (prefix, number) => weighed(prefix + number)],
  /* SP.01.01 BR, SP01.02RE1, SP 1.2 */
  [String.raw`SP[ .:-]*(\d{1,2})\.(\d{1,2})(?!\d)(?:[ .,:-]*\(?BR\b\)?|${ENHANCEMENT})?`,
    (area, row, ...re) => words(`sp${area.padStart(2, "0")}.${row.padStart(2, "0")}`, re, "br")],
  /* SM-1, SVV 3, CCSC 2 */
  [String.raw`(SM|SD|SI|SVV|DM|SUM|SG|CCSC)[ –-]*(\d{1,2})(?![\d.])`, (practice, number) => weighed(practice + number)],
  /* SR-1: without its hyphen it would be another part's */
  [String.raw`SR[–-](\d{1,2})(?![\d.])`, (number) => weighed(`sr–${number}`)],
  /* 62443-3-3, Part 3-3 */
  [String.raw`(?:62443|PART)[ -]?(\d)-(\d)(?!\d)`, (group, part) => weighed(`62443–${group}–${part}`, 1000)],
].map(([pattern, word]) => [new RegExp(String.raw`\b${pattern}`, "gi"), word])

function weighed(word, weight = 100000) {
  return `${word.toLowerCase()}^${weight}`
}

/* An enhancement is meant alone; a base requirement comes first, and its enhancements after it. */
function words(id, re, base = "") {
  const enhancement = re.find(Boolean)
  return enhancement ? weighed(`${id}re${Number(enhancement)}`) : `${weighed(id + base)} ${weighed(`${id}re*`, 33000)}`
}

/* A colon that begins no search in a field would make lunr refuse the query. */
function understood(query) {
  const replaced = (text, [pattern, word]) => text.replace(pattern, (_, ...groups) => ` ${word(...groups.slice(0, -2))} `)
  return IDS.reduce(replaced, query).replace(/(?<!\b(?:title|text|tags)):/g, " ")
}

/* A base requirement misses nothing for having no word of its enhancements. */
function told(message) {
  for (const { terms = {} } of message.data?.items?.flat() ?? [])
    for (const word of Object.keys(terms)) if (!terms[word] && /\dre$/.test(word)) delete terms[word]
  return message
}

addEventListener("message", ({ data }) => {
  if (data.type === 2 && typeof data.data === "string") data.data = understood(data.data)
})
const answer = self.postMessage.bind(self)
self.postMessage = (message) => answer(told(message))
importScripts(`javascripts/workers/search.${new URLSearchParams(location.search).get("worker")}`)
