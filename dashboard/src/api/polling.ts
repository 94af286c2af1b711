/** Milliseconds between two looks at what changes often and answers small, and at what is large. */
export const FAST = 5_000;
export const SLOW = 30_000;
