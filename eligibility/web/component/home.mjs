// @ts-check
// Where the script came from, which can be known only while it is loaded.

const script = document.currentScript;
const address = script instanceof HTMLScriptElement ? script.src : "";

export const HOME = new URL(".", address || document.baseURI).href;
