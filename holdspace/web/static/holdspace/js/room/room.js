/** What every part of the room page shares. Types only. */

/**
 * @typedef {Object} Room
 * @property {import("./store.js").Store} store
 * @property {import("./outbox.js").Outbox | null} outbox null when the room is only looked at
 * @property {boolean} readOnly
 * @property {(words: string, undo?: (() => void) | null, also?: { label: string, act: () => void } | null) => void} say
 * @property {(kind: string, payload: Record<string, any>, words: string,
 *   more?: { lane?: string, minutesAgo?: number, undo?: boolean, also?: { label: string, act: () => void } | null,
 *   aside?: string, by?: import("./outbox.js").Author }) => Promise<string>} record
 * @property {string | null} keptAt when the tablet kept what is shown, until the server is heard
 * @property {((kind: string, payload: Record<string, any>, mark: { lane: string, label: string }, minutesAgo: number) => Promise<string>) | null} aside
 *   where taps go while nobody has said who they are
 * @property {((then?: () => void) => void) | null} unlock asks for a PIN, where there is one
 * @property {() => (import("./notices.js").Notice | false | "" | null | undefined)[]} notices of an enrolled tablet
 * @property {() => boolean} isCutOff the clinic record cannot be asked now
 * @property {(id: string) => void} takeBack
 * @property {(name: string, argument?: any) => void} open
 */

export {};
