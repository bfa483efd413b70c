// @ts-check
// How the component looks, on any page, light and dark, on paper and in forced colours.

const LOOK = `
  :host {
    --_text: var(--eligibility-text, #1c2126);
    --_muted: var(--eligibility-muted, #4d5761);
    --_background: var(--eligibility-background, #ffffff);
    --_surface: var(--eligibility-surface, #f3f6f8);
    --_border: var(--eligibility-border, #75808a);
    --_accent: var(--eligibility-accent, #0b5c8a);
    --_on-accent: var(--eligibility-on-accent, #ffffff);
    --_error: var(--eligibility-error, #a3180f);
    --_radius: var(--eligibility-radius, 0.5rem);
    display: block; box-sizing: border-box; color-scheme: light;
    color: var(--_text); background: var(--_background);
    font-family: var(--eligibility-font, system-ui, "PingFang SC", "Microsoft YaHei",
      "Noto Sans CJK SC", "Noto Sans SC", sans-serif);
    font-size: var(--eligibility-size, 1.0625rem); line-height: 1.6;
    padding: var(--eligibility-padding, 1rem);
    overflow-wrap: anywhere; text-align: start;
  }
  :host([hidden]) { display: none; }
  @media screen and (prefers-color-scheme: dark) {
    :host(:not([scheme="light"])) {
      --_text: var(--eligibility-text, #e8ecef);
      --_muted: var(--eligibility-muted, #b4bec7);
      --_background: var(--eligibility-background, #14191d);
      --_surface: var(--eligibility-surface, #1f272d);
      --_border: var(--eligibility-border, #84919c);
      --_accent: var(--eligibility-accent, #7cc4ee);
      --_on-accent: var(--eligibility-on-accent, #08202f);
      --_error: var(--eligibility-error, #ffa198);
      color-scheme: dark;
    }
  }
  *, *::before, *::after { box-sizing: border-box; }
  .frame { max-width: 44rem; margin-inline: auto; scroll-margin-block: 0.75rem; }
  h2, h3, h4, p, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }
  h2 { font-size: 1.45em; line-height: 1.35; margin-block: 0.5rem; }
  h3 { font-size: 1.2em; margin-block: 2rem 0.5rem; padding-block-end: 0.25rem;
    border-block-end: 2px solid var(--_accent); }
  h4 { font-size: 1.05em; line-height: 1.45; }
  h5 { font-size: 1em; margin: 0.75rem 0 0.25rem; }
  p + p { margin-block-start: 0.6rem; }
  :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
  :is(h2, h3):focus, :is(h2, h3):focus-visible { outline: none; }
  :is(h2, h3):focus-visible { text-decoration: underline; text-decoration-thickness: 2px;
    text-underline-offset: 0.25em; text-decoration-color: var(--_accent); }
  button, input { font: inherit; color: inherit; }
  button { min-height: 2.75rem; padding: 0.4rem 1rem; border: 1px solid var(--_border);
    border-radius: var(--_radius); background: var(--_background); cursor: pointer;
    text-align: start; overflow-wrap: anywhere; }
  button:hover { border-color: var(--_accent); background: var(--_surface); }
  a { color: var(--_accent); overflow-wrap: anywhere; }
  button[aria-disabled="true"] { cursor: progress; }
  button.main { background: var(--_accent); color: var(--_on-accent);
    border-color: var(--_accent); font-weight: 600; }
  button.main:hover { text-decoration: underline; }
  button[aria-pressed="true"] { border: 2px solid var(--_accent); font-weight: 600; }
  .fresh { pointer-events: none; }
  .whole { white-space: nowrap; }
  .row { display: flex; flex-wrap: wrap; gap: 0.6rem; margin-block-start: 1.25rem; }
  .row + .row { margin-block-start: 0.6rem; }
  .row.languages { margin-block: 0 0.75rem; }
  .progress { color: var(--_muted); min-height: 1.6em; }
  .progress:empty { min-height: 0; }
  .said { color: var(--_muted); border-inline-start: 4px solid var(--_border);
    padding-inline-start: 0.75rem; margin-block: 0.75rem; }
  .help { color: var(--_muted); margin-block-end: 1rem; }
  .overview ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
  .overview button { border: 0; padding: 0.2rem 0; min-height: 2rem; background: none;
    color: var(--_accent); text-decoration: underline; text-underline-offset: 0.2em; }
  .note { background: var(--_surface); border-radius: var(--_radius);
    padding: 0.75rem 1rem; margin-block: 1rem; }
  .choices { display: grid; gap: 0.6rem;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); }
  .choices.many { grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); }
  .choices.few { grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); }
  .choices button { min-height: 3.25rem; border-width: 2px; height: 100%; }
  .choices label { display: flex; gap: 0.6rem; align-items: center; margin: 0;
    min-height: 3.25rem; padding: 0.4rem 1rem; border: 2px solid var(--_border);
    border-radius: var(--_radius); font-weight: 400; cursor: pointer; }
  .choices label:hover { border-color: var(--_accent); background: var(--_surface); }
  .choices label:has(:checked) { border-color: var(--_accent); font-weight: 600; }
  input[type="checkbox"] { flex: none; width: 1.4rem; height: 1.4rem; margin: 0;
    accent-color: var(--_accent); }
  .choices small { display: block; color: var(--_muted); font-size: 0.85em; }
  .fields { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
  label, legend { display: block; font-weight: 600; margin-block-end: 0.25rem;
    padding: 0; }
  .field label { font-weight: 400; }
  input { height: 2.9rem; padding: 0 0.6rem; width: 12rem; max-width: 100%;
    border: 2px solid var(--_border); border-radius: var(--_radius);
    background: var(--_background); }
  input.short { width: 4.5rem; } input.year { width: 6rem; }
  input[aria-invalid="true"] { border-color: var(--_error); border-style: double;
    border-width: 4px; }
  .hint { color: var(--_muted); margin-block-end: 0.6rem; }
  .error { color: var(--_error); font-weight: 600; margin-block: 0.75rem;
    border-inline-start: 4px solid var(--_error); padding-inline-start: 0.75rem; }
  .error:empty { display: none; }
  details { margin-block-start: 1rem; }
  summary { cursor: pointer; min-height: 2rem; padding-block: 0.2rem;
    color: var(--_accent); text-decoration: underline; text-underline-offset: 0.2em; }
  .why { margin-block: 0.5rem; padding-inline-start: 1.25rem; }
  .entry { border: 1px solid var(--_border); border-radius: var(--_radius);
    padding: 0.75rem 1rem; margin-block: 0.75rem; }
  .entry details { margin-block-start: 0.4rem; }
  .now .entry, .plan .entry { border-inline-start: 6px solid var(--_accent); }
  .plan ol { list-style: none; padding: 0; margin: 0; counter-reset: step; }
  .plan h4 { counter-increment: step; }
  .plan h4::before { content: counter(step) ". "; }
  .finds { margin-block: 0.75rem; padding-inline-start: 1.5rem; }
  .finds li + li { margin-block-start: 0.6rem; }
  .finds p { margin: 0; }
  .lines { white-space: pre-line; }
  dl { margin-block-start: 0.5rem; }
  dt { font-weight: 600; margin-block-start: 0.5rem; }
  .given > li { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center;
    padding-block: 0.5rem; border-block-end: 1px solid var(--_border); }
  .given div { flex: 1 1 10rem; }
  .given, .tree, .tree ul { list-style: none; }
  .tree ul { padding-inline-start: 0.9rem; margin-inline-start: 0.3rem;
    border-inline-start: 1px solid var(--_border); }
  .tree li { margin-block: 0.35rem; }
  .sign { font-weight: 600; }
  .saved:not(:empty) { margin-block-start: 0.75rem; }
  .rules { color: var(--_muted); margin-block-start: 1.25rem; }
  .cite { display: block; color: var(--_muted); font-size: 0.9em; }
  @media (min-width: 40rem) {
    dl > div { display: grid; grid-template-columns: 6rem 1fr; gap: 0.75rem;
      margin-block-start: 0.4rem; }
    dt { margin: 0; }
  }
  @media (forced-colors: active) {
    button.main, button[aria-pressed="true"] { border: 3px solid ButtonText; }
    .now .entry, .plan .entry { border-inline-start-color: Highlight; }
    .note { border: 1px solid; }
  }
  @media print {
    .row, .progress, .languages, .overview, summary { display: none; }
    .entry { break-inside: avoid; }
    h3, h4 { break-after: avoid; }
  }
`;

export const sheet = new CSSStyleSheet();
sheet.replaceSync(LOOK);
