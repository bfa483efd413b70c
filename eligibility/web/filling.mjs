// @ts-check
// Sentences from templates: `{name}` in a template stands for the value of that name.

/** @typedef {Readonly<Record<string, string | number>>} Values */

/**
 * A template with its values in place.
 *
 * A name without a value is an error, and so is a value that the template does not name.
 *
 * @param {string} template
 * @param {Values} values
 */
export function fill(template, values = {}) {
  const idle = new Set(Object.keys(values));
  const filled = template.replace(/\{([^{}]*)\}/g, (_, /** @type {string} */ name) => {
    if (!Object.hasOwn(values, name)) {
      throw new Error(`no value for {${name}}: ${template}`);
    }
    idle.delete(name);
    return String(values[name]);
  });
  const names = [...idle].join(", ");
  if (names) throw new Error(`no place for ${names}: ${template}`);
  return filled;
}
