// A template filled by name.

/** The template with each `{name}` in it put in words; throws where a name has no value. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`no value for {${name}}: ${template}`);
    return values[name];
  });
}
