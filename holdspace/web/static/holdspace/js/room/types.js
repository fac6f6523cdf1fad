/**
 * The shapes the room page works with, as the server sends them. Types only: no page loads this file.
 *
 * @typedef {{ code: string, label: string }} Choice
 * @typedef {{ code: string, met: "met" | "unmet" | "unknown", detail: string, source: string,
 *   as_of?: string | null }} Fact
 * @typedef {{ at: string, recorded_at: string, sequence: number, lane: string, label: string,
 *   sentence: string, tone: string, struck: boolean, struck_reason: string | null, author: string,
 *   author_id: string, kind: string, may_undo_until: string | null, pending?: boolean }} Mark
 * @typedef {{ at: string, recorded_at: string, source: "hand" | "monitor", sample_id: number | null,
 *   sys: string | null, dia: string | null, hr: string | null, spo2: string | null, rr: string | null,
 *   temp: string | null, etco2: string | null, oxygen: string | null, by: string, struck: boolean,
 *   implausible_reason: string, device?: string }} Reading `device`: one that somebody connected by Bluetooth
 * @typedef {{ from: string, until: string | null, rate_ml_h?: string | null, mg_min: string | null }} Segment
 * @typedef {{ kind: "infusion" | "bolus" | "other", drug: string, route: string, label: string,
 *   mg: string | null, mg_per_kg: string | null, segments: Segment[], planned_until: string | null,
 *   struck: boolean, flag: string | null, at?: string }} Dose
 * @typedef {{ person: string, manner: "quiet" | "guiding", from: string, until: string | null, struck?: boolean }} Presence
 * @typedef {{ id: number | string, at: string, received_at?: string, hr: number | null, pulse?: number | null,
 *   spo2: number | null, sys: number | null, dia: number | null, map?: number | null, rr: number | null,
 *   etco2?: number | null, temp?: number | null, flags?: string[], alarms?: unknown[],
 *   rescinded?: boolean, t?: number }} Row
 * @typedef {{ code: string, title: string, due_at: string, window_opens_at?: string, overdue_at: string,
 *   escalates_at?: string | null, source?: string }} Due
 * @typedef {"no_signal" | "due" | "monitor_alarm" | "outside_your_limit"} SignalKind
 * @typedef {{ id: string, kind: SignalKind, word: string, title: string, detail: string, since: string,
 *   basis?: string, source?: string, priority?: string, is_quiet?: boolean, is_over?: boolean, href?: string,
 *   inputs?: Record<string, string>, acknowledged: { by: string, at: string, action: string } | null }} Signal
 * @typedef {{ severity: string, sentence: string, source?: string }} Finding
 * @typedef {{ id: string, drug: string, route: string, dose_mg: string,
 *   concentration_mg_per_ml: string | null, volume_ml: string | null, over_minutes: string | null,
 *   devices: number | null, tier: string | null, findings: Finding[], planned_by: string,
 *   planned_by_id?: string, checked_by: string | null }} Plan
 * @typedef {{ id: string, title: string, opened_by?: string, steps: { code: string, text: string,
 *   done_at?: string | null }[] }} Card
 * @typedef {{ rung: number, trigger: string, action: string, role: string, taken_at: string | null }} Rung
 * @typedef {{ sample_id: number, at: string, sys: string | null, dia: string | null, hr: string | null,
 *   spo2: string | null, rr: string | null, temp?: string | null }} Unverified
 * @typedef {{ id: string, values: string[], from: string, until: string, reason: string, by: string }} Artefact
 * @typedef {{ id: string, term: string, grade: string, action: string, outcome: string, at: string }} Harm
 *
 * @typedef {Object} Panels
 * @property {Due[]} due
 * @property {Signal[]} signals
 * @property {{ plan: Plan | null, infusion: { id: string, state: string, rate_ml_h: string,
 *   mg_min: string, concentration_mg_per_ml?: string } | null, given_mg: string, given_mg_per_kg: string | null, stop_is_missing?: boolean, remaining_mg: string | null,
 *   may_start: boolean, drug: string, tiers: Choice[], choices: (Choice & { devices?: number })[],
 *   concentrations: string[], mg_per_kg?: string, over_minutes?: string | null,
 *   range_mg?: { low: string, high: string } | null, per_device_mg?: string | null,
 *   course_plan?: CoursePlan | null }} dose
 * @property {{ intention: string, company: string, touch: string, signal: string, helps: string,
 *   avoid?: string, music?: string, mask?: string }} plan
 * @property {{ withdrawn: Withdrawn[] }} [consent] absent in a view that an older version kept
 * @property {{ level: number | null, word: string, levels: { level: number, name: string, word: string }[],
 *   open_cards: Card[], all_cards: Card[], ladder: Rung[], wears_off_in_minutes: number | null }} guidance
 * @property {{ items: { code: string, text: string }[], confirmed: { by: string, at: string }[],
 *   needed?: number, complete: boolean }} time_out
 * @property {Fact[]} gate_start
 * @property {Fact[]} gate_home
 * @property {{ sys: string, dia: string, hr: string, spo2: string, at: string } | null} baseline
 * @property {{ person: string, manner: string, since: string }[]} with_now
 * @property {{ monitor: string | null, values: Record<string, { stale_after_seconds: number }>,
 *   latest_received_at: string | null, clock_off_seconds?: number | null }} feed
 * @property {Artefact[]} [artefacts] marked stretches; absent in a view that an older version kept
 * @property {Unverified[]} unverified
 * @property {{ declared_at: string | null, ended_at: string | null, steps: { step: string, person: string,
 *   at: string }[], number: string, address: string, roles: string[] }} emergency
 * @property {Harm[]} adverse_events
 * @property {Record<string, { score: number, at: string }>} ratings
 * @property {Record<string, { name: string, variant: string, items: { name: string, low: number, high: number }[],
 *   maximum: number, anchors: Record<string, string>, sentence: string | null, at: string | null }>} scales
 * @property {{ observations: Record<string, Choice[]>, supports: Choice[], questions?: Record<string, string>,
 *   criteria?: Choice[] }} catalogue
 * @property {{ name: string, phone: string, expected_at: string | null, arrived_at: string | null } | null} escort
 * @property {{ signed_at: string | null, handed_over_at: string | null }} home
 * @property {{ signed_by: string | null, signed_at: string | null, closed_at: string | null }} record
 * @property {{ on: boolean, statement: string }} limits
 * @property {{ skew_seconds: number | null }} clock
 * @property {import("./predicted.js").Predicted | null} [predicted] absent in a view that an older version kept
 * @property {Record<string, any>} latest
 * @property {string | null} not_understood
 * @property {{ notices: string[] }} [help] chair and calls; what stands between the person and being heard
 * @property {Flag[]} [flags] what was let in with a mark on it; absent in a view that an older version kept
 *
 * @typedef {{ code: string, sentence: string, at: string | null, event_id: string | null }} Flag
 * @typedef {{ dose_mg: string, devices: string | null, tier: string, words: string, by: string, on: string,
 *   version: number, work_out_again: Finding | null }} CoursePlan what the course plans for this session
 * @typedef {{ item: string, title: string, at: string, how: string, follows: string,
 *   stops_doses: boolean }} Withdrawn
 *
 * @typedef {{ half: string | null, own_half?: string | null, tablet_id: string | null, tablet_room: string | null,
 *   people: { staff_id: string, name: string }[], me: { signing_key: string | null } }} Sealing
 *
 * @typedef {Object} State
 * @property {number} sequence
 * @property {string} now
 * @property {{ id: string, room: string, initials: string, birth_year: number | string, time_zone?: string,
 *   cycle_number: number, planned_sessions: number | null, protocol_title: string, route: string,
 *   weight_kg: string | null, variant: string | null, is_closed: boolean, first_name?: string }} session
 * @property {{ staff_id: string, name: string, roles: string[], may_plan: boolean, may_check: boolean,
 *   may_chart: boolean, colleagues: { staff_id: string, name: string }[] }} me
 * @property {{ code: string, label: string, index: number, entered_at: string | null, all: Choice[],
 *   next: Choice | null }} phase
 * @property {{ at: string | null, label: string }} zero
 * @property {Sealing} [sealing] only in the page as it was loaded
 * @property {Record<string, Mark>} marks
 * @property {Record<string, Reading>} readings
 * @property {Record<string, Dose>} doses
 * @property {Record<string, Presence>} presence
 * @property {Panels} panels
 *
 * @typedef {Partial<Omit<State, "panels">> & { panels?: Partial<Panels> }} Patch
 *
 * @typedef {{ event_id: string, session_id: string, url: string, staff_id: string, author: string, kind: string,
 *   version: number, payload: Record<string, any>, occurred_at: string, monotonic_ms: number,
 *   device_sequence: number, at: string, mark: { lane: string, label: string } | null, life?: string,
 *   server_at?: string, text?: string, proof?: string, unkept?: boolean }} Waiting `text`: the exact words that go
 * @typedef {Waiting & { sentence: string, facts: Fact[] }} Refused
 */

export {};
