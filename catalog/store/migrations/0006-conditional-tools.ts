/** Tools that a server lists only when it is started in a certain way. */
export const conditionalTools = `
-- what the listing depends on, a sentence; null where every start listed the tool
ALTER TABLE tool ADD COLUMN condition TEXT;
`;
