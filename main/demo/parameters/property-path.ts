const letter =
  'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u1fff\\u3040-\\u318f\\u3300-\\u337f\\u3400-\\u3d2d\\u4e00-\\u9fff\\uf900-\\ufaff';
const identifier = `[${letter}][${letter}0-9]*`;

/**
 * The names in `include` and `where` by the server's grammar, as the source of a regular
 * expression: identifiers, and slashes that lead into an object.
 */
export const propertyPath = `/?${identifier}(?:/${identifier})*`;
