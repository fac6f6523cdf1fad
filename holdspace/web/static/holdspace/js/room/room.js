/** What every part of the room page shares. Types only. */

/**
 * @typedef {Object} Room
 * @property {import("./store.js").Store} store
 * @property {import("./outbox.js").Outbox | null} outbox null when the room is only looked at
 * @property {boolean} readOnly
 * @property {(words: string, undo?: (() => void) | null, also?: { label: string, act: () => void } | null) => void} say
 * @property {(kind: string, payload: Record<string, any>, words: string,
 *   more?: { lane?: string, minutesAgo?: number, undo?: boolean, also?: { label: string, act: () => void } | null,
 *   aside?: string }) => Promise<string>} record
 * @property {(id: string) => void} takeBack
 * @property {(name: string, argument?: any) => void} open
 */

export {};
