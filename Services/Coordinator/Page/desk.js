"use strict";

// Everything that is shown is set as text: nothing that a file, a message or a person wrote is ever read as markup.
const STATES = [
  ["complete", "complete"], ["degraded", "degraded"], ["empty_ok", "empty by design"], ["skipped", "skipped by design"],
  ["expected", "never ran"], ["waiting", "waiting"], ["running", "running"], ["failed", "failed"],
];
const WORDS = Object.fromEntries(STATES);
const SVG = "http://www.w3.org/2000/svg";
const byID = (id) => document.getElementById(id);
const cells = new Map();
let position = 0;
let overview = null;
let stream = null;

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  return fill(node, attributes, children);
}

function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

function show(id, ...children) { byID(id).replaceChildren(...children.flat(Infinity).filter(Boolean)); }

function quiet(text) { return make("p", { class: "quiet" }, text); }

function table(columns, rows) {
  const kind = (column) => (column.number ? "number" : column.text ? "text" : null);
  return make("div", { class: "scroll", tabindex: rows.length > 12 ? "0" : null }, make("table", {},
    make("thead", {}, make("tr", {}, columns.map((c) => make("th", { scope: "col", class: kind(c) }, c.title)))),
    make("tbody", {}, rows.map((row) => make("tr", {}, row.map((value, i) =>
      make("td", { class: kind(columns[i]) }, value instanceof Node ? value : String(value ?? ""))))))));
}

const number = (value) => Number(value).toLocaleString("en");

// To the minute, in UTC: `22 Nov 2026 00:26`.
function moment(stamp) {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(stamp) ?? [];
  return year ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${year} ${time}` : stamp;
}

function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole >= 3600) return `${Math.floor(whole / 3600)} h ${Math.floor(whole / 60) % 60} min`;
  return whole >= 60 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${whole} s`;
}

function parsed(text) {
  try { return text ? JSON.parse(text) : null; } catch { return null; }
}

// Asking and ordering

async function ask(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(message(body, answer.status));
  return body;
}

async function order(path, body) {
  const token = byID("token").value.trim();
  if (!token) {
    byID("key").open = true;
    byID("token").focus();
    notice("This needs the token.");
    return null;
  }
  const answer = await fetch(path, {
    method: "POST", body: JSON.stringify({ requestedBy: "the page", ...body }),
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    notice(message(said, answer.status));
    return null;
  }
  return said;
}

function message(body, status) {
  return (body && (body.error?.message ?? body.error)) || `the coordinator answered ${status}`;
}

function notice(text) {
  byID("notice").hidden = false;
  byID("notice").textContent = text;
}

// The calendar

const keyOf = (date, phase) => `${date}/${phase}`;

function paint(node, day) {
  node.day = day;
  node.className = `cell ${day.state}`;
  node.setAttribute("aria-label", describe(day));
}

function describe(day) {
  const expected = day.expected > 0 ? ` of ${number(day.expected)} expected` : "";
  return `${day.date} ${day.phase}: ${WORDS[day.state]}\n${day.settled} of ${day.cells} tables settled\n`
    + `${number(day.rows)} rows${expected}`;
}

async function loadCalendar() {
  const calendar = await ask("/api/calendar");
  position = calendar.position;
  cells.clear();
  show("seasons", calendar.seasons.length === 0
    ? quiet("No season is planned yet. Start with: backcourt backfill --all") : calendar.seasons.map(seasonGrid));
  const last = [...cells.values()].pop();
  if (last) last.tabIndex = 0;
}

// Seasons that were folded or unfolded by hand stay so when the calendar is drawn again.
const folded = new Map();
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const monthName = (month) => `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

function seasonGrid(season, index, all) {
  const months = new Map();
  season.dates.forEach((date, column) => {
    const month = date.slice(0, 7);
    if (!months.has(month)) months.set(month, []);
    months.get(month).push(column);
  });
  // A narrow screen begins with the newest season alone.
  const isOpen = folded.get(season.season) ?? (index === all.length - 1 || window.innerWidth > 640);
  return make("details", { class: "season", open: isOpen, ontoggle: (event) => folded.set(season.season, event.target.open) },
    make("summary", {}, make("strong", {}, season.season), ` ${season.dates.length} game dates`),
    make("div", { class: "months", role: "group", "aria-label": `Season ${season.season}` },
      [...months].map(([month, columns]) => monthGrid(season, month, columns))));
}

function monthGrid(season, month, columns) {
  const grid = make("div", { class: "month" }, make("b", {}, monthName(month)));
  season.phases.forEach((row, index) => {
    const label = make("span", { title: row.phase }, row.phase.replace("phase", ""));
    label.style.gridRow = index + 2;
    grid.append(label);
  });
  columns.forEach((column, place) => season.phases.forEach((row, index) => {
    const node = make("button", { type: "button", tabindex: "-1" });
    node.style.gridRow = index + 2;
    node.style.gridColumn = place + 2;
    node.at = { season: season.season, column, index };
    paint(node, {
      date: season.dates[column], phase: row.phase, state: row.states[column], cells: row.cells[column],
      settled: row.settled[column], rows: row.rows[column], expected: row.expected[column],
    });
    cells.set(keyOf(season.dates[column], row.phase), node);
    grid.append(node);
  }));
  return grid;
}

function move(from, columns, rows) {
  const list = [...cells.values()];
  const phases = new Set(list.map((node) => node.day.phase)).size;
  const at = list.indexOf(from);
  const next = list[at + columns * phases + rows];
  const sameColumn = rows === 0 || next?.day.date === from.day.date;
  if (!next || !sameColumn) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.closest("details").open = true;
  next.focus();
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], PageUp: [-20, 0], PageDown: [20, 0] };

function tip(node) {
  const box = byID("tip");
  box.hidden = !node;
  if (!node) return;
  box.textContent = describe(node.day);
  const place = node.getBoundingClientRect();
  const left = Math.min(place.left, window.innerWidth - box.offsetWidth - 8);
  const above = place.top - box.offsetHeight - 6;
  box.style.left = `${Math.max(4, left)}px`;
  box.style.top = `${above > 4 ? above : place.bottom + 6}px`;
}

const cellOf = (event) => event.target.closest?.(".month .cell");
byID("seasons").addEventListener("mouseover", (event) => tip(cellOf(event)));
byID("seasons").addEventListener("mouseleave", () => tip(null));
byID("seasons").addEventListener("focusin", (event) => tip(cellOf(event)));
byID("seasons").addEventListener("focusout", () => tip(null));
byID("seasons").addEventListener("click", (event) => {
  const node = cellOf(event);
  if (node) openDate(node.day.date, node.day.phase);
});
byID("seasons").addEventListener("keydown", (event) => {
  const step = MOVES[event.key];
  const node = cellOf(event);
  if (!step || !node) return;
  event.preventDefault();
  move(node, ...step);
});

// A date and a cell

async function openDate(date, phase) {
  try {
    const report = await ask(`/api/dates/${date}`);
    const own = report.cells.filter((cell) => !phase || cell.phase === phase);
    byID("cell-title").textContent = phase ? `${date}, ${phase}` : date;
    show("cell-body",
      table([{ title: "table" }, { title: "state" }, { title: "rows", number: true }, { title: "expected", number: true }, { title: "why", text: true }],
        own.map((cell) => [
          make("button", { type: "button", class: "link mono", onclick: () => openCell(date, cell.table) }, cell.table),
          mark(cell.state), number(cell.rows), cell.expected ?? "", cell.reason ?? "",
        ])),
      make("p", {}, make("button", { type: "button", onclick: () => retry({ dates: [date] }) }, "Retry what failed on this date")),
      make("div", { id: "explained" }));
    if (!byID("cell").open) byID("cell").showModal();
    const failed = own.find((cell) => cell.state === "failed") ?? (own.length === 1 ? own[0] : null);
    if (failed) await openCell(date, failed.table);
  } catch (error) { notice(error.message); }
}

function mark(state) {
  return make("span", {}, make("span", { class: `swatch ${state}` }), WORDS[state] ?? state);
}

async function openCell(date, name) {
  const cell = await ask(`/api/dates/${date}/${encodeURIComponent(name)}`);
  const facts = [
    ["state", cell.state], ["why", cell.reason], ["now", cell.verdict],
    ["rows", `${number(cell.rows)}${cell.expectedRows == null ? "" : ` of ${number(cell.expectedRows)} expected`}`],
    ["output", cell.outputDigest], ["from input", cell.inputVersion], ["code", cell.codeVersion],
    ["read by", cell.readBy.join(", ") || "nothing"], ["waiting for it", cell.waiting.join(", ") || "nothing"],
  ];
  show("explained", make("h3", {}, `${name} on ${date}`),
    make("dl", {}, facts.filter(([, value]) => value).map(([word, value]) => [make("dt", {}, word), make("dd", {}, value)])),
    make("h3", {}, "Reads"),
    cell.inputs.length === 0 ? quiet("nothing") : table(
      [{ title: "table" }, { title: "covers" }, { title: "state" }, { title: "version" }],
      cell.inputs.map((input) => [input.table, input.covers, input.state, make("span", { class: "mono" }, input.version.slice(0, 12))])),
    make("h3", {}, "Attempts"),
    cell.attempts.length === 0 ? quiet("never attempted") : table(
      [{ title: "at" }, { title: "run" }, { title: "state" }, { title: "rows", number: true }, { title: "ms", number: true }, { title: "error", text: true }],
      cell.attempts.map((a) => [a.finishedAt, a.run, a.state, number(a.rows), number(a.durationMS), a.error ?? ""])));
}

// Panels

const SETTLED = ["complete", "degraded", "empty_ok", "skipped"];

// The one answer: is everything there, is it being made, or does somebody have to look?
function showVerdict(sums) {
  const total = Object.values(sums).reduce((sum, count) => sum + count, 0);
  const failed = sums.failed ?? 0;
  const missing = total - failed - SETTLED.reduce((sum, state) => sum + (sums[state] ?? 0), 0);
  const run = overview.runsAtWork[0];
  const cells = (count) => `${number(count)} ${count === 1 ? "cell" : "cells"}`;
  const seasons = new Set(overview.seasons.map((row) => row.season)).size;
  const link = (to, text) => make("a", { href: `#${to}` }, text);
  const [kind, ...words] = total === 0 ? ["idle", "Nothing is planned yet. ", make("code", {}, "backcourt backfill --all"), " begins."]
    : failed > 0 ? ["bad", link("failures", `${cells(failed)} failed`), missing > 0 ? `, ${number(missing)} are not there yet.` : "; everything else is there."]
      : run ? ["busy", `${run.run.state === "paused" ? "A run is paused" : "A run is at work"}: ${number(run.done)} of ${number(run.planned)} dates.`]
        : missing > 0 ? ["bad", link("gaps-section", `${cells(missing)} never ran or wait.`)]
          : ["good", "Everything is there."];
  const facts = [total > 0 ? `${number(total - missing - failed)} of ${cells(total)} settled, ${seasons} ${seasons === 1 ? "season" : "seasons"}` : null,
    sums.degraded ? `${number(sums.degraded)} degraded, and say why` : null,
    overview.waitingDates > 0 ? `${number(overview.waitingDates)} dates wait for an input` : null,
    overview.openDeadLetters > 0 ? `${number(overview.openDeadLetters)} dead letters open` : null];
  byID("verdict").className = kind;
  show("verdict-words", words);
  byID("verdict-facts").textContent = facts.filter(Boolean).join(" · ");
}

function showTotals() {
  const sums = {};
  for (const row of overview.seasons) {
    for (const [state, count] of Object.entries(row.cells)) sums[state] = (sums[state] ?? 0) + count;
  }
  showVerdict(sums);
  show("totals", STATES.filter(([state]) => sums[state]).map(([state, word]) =>
    make("li", {}, make("span", { class: `swatch ${state}` }), `${number(sums[state])} ${word}`)));
}

function showRuns() {
  const runs = overview.runsAtWork;
  show("run-list", runs.length === 0 ? quiet("No run is at work.") : runs.map((status) => {
    const share = status.planned > 0 ? (100 * status.done) / status.planned : 0;
    const give = (word) => make("button", { type: "button",
      onclick: () => order(`/api/runs/${encodeURIComponent(status.run.runID)}/orders`, { order: word }) }, word);
    return make("div", { class: "run" },
      make("div", { class: "row" }, make("strong", {}, status.run.runID), make("span", {}, status.run.state.replaceAll("_", " ")),
        make("span", { class: "quiet" }, status.stage), status.run.state === "paused" ? give("resume") : give("pause"), give("cancel")),
      make("div", { class: "bar", role: "progressbar", "aria-label": "Dates done", "aria-valuemin": "0",
        "aria-valuemax": status.planned, "aria-valuenow": status.done }, bar(share)),
      make("div", { class: "row" }, make("span", {}, `${number(status.done)} of ${number(status.planned)} dates`),
        make("span", {}, `${status.perSecond.toFixed(1)} a second`),
        status.secondsLeft == null ? null : make("span", {}, `${duration(status.secondsLeft)} left`),
        make("span", {}, `${status.inFlight} out`), make("span", {}, `${status.failed} failed`),
        make("span", { class: "quiet" }, `asked by ${status.run.requestedBy}`)));
  }));
}

function bar(share) {
  const inner = make("div");
  inner.style.width = `${share}%`;
  return inner;
}

function showGates() {
  const gates = overview.gates;
  show("gates", !gates ? quiet("No run has asked a gate yet.") : [
    quiet(`${gates.runID}, ${moment(gates.at)}`),
    table([{ title: "gate" }, { title: "check", text: true }], gates.results.map((result) => [
      make("span", { class: result.passed ? "passed" : "refused" }, result.gate.toUpperCase()),
      `${result.name}: ${result.detail.slice(0, 400)}`])),
  ]);
}

async function retry(what) {
  const answer = await order("/api/retries", { reason: "asked on the page", ...what });
  if (!answer) return;
  if (byID("cell").open) byID("cell").close();
  const held = answer.plan.held.length;
  notice(answer.runID
    ? `${answer.runID} tries ${answer.plan.dates.length} dates again.`
    : held > 0 ? `${held} cells failed too often and are left alone; mend the cause, then backcourt retry --failed --max-attempts.`
      : "Nothing has failed there.");
  refreshPanels();
}

const panels = {
  async failures() {
    const report = await ask("/api/failures");
    show("failure-list", report.causes.length === 0 ? quiet("Nothing has failed.") : [
      make("p", {}, make("button", { type: "button", onclick: () => retry({}) }, "Retry all that failed")),
      table([{ title: "cells", number: true }, { title: "dates", number: true }, { title: "cause", text: true }, { title: "tables", text: true }, { title: "" }],
        report.causes.map((cause) => [number(cause.cells), number(cause.dates.length),
          make("button", { type: "button", class: "link", onclick: () => openDate(cause.example.date, null).then(() => openCell(cause.example.date, cause.example.table)) }, cause.cause),
          cause.tables.join(", "),
          make("button", { type: "button", onclick: () => retry({ cause: cause.cause }) }, "Retry")])),
    ]);
  },
  async lag() {
    const lag = await ask("/api/lag");
    show("lag", lag.problem ? quiet(`Not known: ${lag.problem}`) : table(
      [{ title: "consumer group" }, { title: "messages behind", number: true }], lag.groups.map((g) => [g.group, number(g.messages)])));
  },
  async slowest() {
    const run = overview?.runsAtWork[0]?.run.runID;
    const lines = await ask(`/api/slowest${run ? `?run=${encodeURIComponent(run)}` : ""}`);
    show("slowest", lines.length === 0 ? quiet("Nothing was computed yet.") : [
      quiet(run ? `of ${run}` : "of all runs"),
      table([{ title: "table" }, { title: "seconds", number: true }, { title: "cells", number: true }, { title: "mean ms", number: true }, { title: "longest ms", number: true }],
        lines.slice(0, 10).map((l) => [l.table, (l.milliseconds / 1000).toFixed(1), number(l.attempts),
          (l.milliseconds / l.attempts).toFixed(1), number(l.longest)]))]);
  },
  async letters() {
    const report = await ask("/api/deadletters?limit=50");
    show("letters", report.total === 0 ? quiet("No dead letter is open.") : [
      quiet(`${number(report.total)} open`),
      table([{ title: "id" }, { title: "topic" }, { title: "reason", text: true }, { title: "" }], report.letters.map((letter) => [
        make("span", { class: "mono" }, letter.id), letter.topic, letter.reason,
        make("button", { type: "button", onclick: async () => {
          if (await order(`/api/deadletters/${encodeURIComponent(letter.id)}/replay`, { reason: "asked on the page", maxRedrives: 3 })) refreshPanels();
        } }, "Send again")]))]);
  },
  async gaps() {
    const page = await ask("/api/gaps?limit=100");
    show("gaps", page.total === 0 ? quiet("Nothing is missing.") : [
      quiet(`${number(page.total)} cells are planned and not there${page.total > 100 ? "; the first 100" : ""}`),
      table([{ title: "date" }, { title: "phase" }, { title: "table" }, { title: "state" }, { title: "why", text: true }],
        page.items.map((gap) => [make("button", { type: "button", class: "link", onclick: () => openDate(gap.date, gap.phase) }, gap.date),
          gap.phase, gap.table, WORDS[gap.state] ?? gap.state, gap.reason]))]);
  },
  async audit() {
    const entries = await ask("/api/audit?limit=25");
    show("audit", entries.length === 0 ? quiet("Nothing was asked for yet.") : table(
      [{ title: "at (UTC)" }, { title: "who" }, { title: "what" }, { title: "to what", text: true }, { title: "why", text: true }],
      entries.map((e) => [moment(e.at), e.who, e.what, e.subject, e.reason ?? ""])));
  },
};

let refreshed = 0;
let refreshing = false;

async function refreshPanels() {
  if (refreshing) return;
  refreshing = true;
  refreshed = Date.now();
  for (const panel of Object.values(panels)) {
    try { await panel(); } catch (error) { notice(error.message); }
  }
  refreshing = false;
}

// Accuracy

async function showAccuracy() {
  const trend = await ask("/api/accuracy");
  if (trend.systems.length === 0) return show("accuracy", quiet("Nothing was graded yet."));
  const curves = trend.systems.map((s) => ({ name: s.system, points: s.months.map((m) => [m.month, m.error, m.graded]) }));
  const base = trend.systems.map((s) => s.months).sort((a, b) => b.length - a.length)[0];
  curves.push({ name: "season average", points: base.filter((m) => m.seasonAverageError != null).map((m) => [m.month, m.seasonAverageError, m.graded]) });
  const months = [...new Set(curves.flatMap((c) => c.points.map((p) => p[0])))].sort();
  const values = curves.flatMap((c) => c.points.map((p) => p[1]));
  const low = Math.floor(Math.min(...values) * 2) / 2;
  const high = Math.max(Math.ceil(Math.max(...values) * 2) / 2, low + 0.5);
  const [width, height, left, bottom] = [900, 260, 40, 28];
  const x = (month) => left + (months.indexOf(month) / Math.max(1, months.length - 1)) * (width - left - 10);
  const y = (value) => 8 + ((high - value) / (high - low)) * (height - bottom - 8);
  const plot = draw("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Mean absolute error of each system by month; the table below has the figures" });
  for (let value = low; value <= high + 1e-9; value += 0.5) {
    plot.append(draw("line", { class: "axis", x1: left, x2: width - 10, y1: y(value), y2: y(value) }),
      draw("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, value.toFixed(1)));
  }
  months.forEach((month, i) => {
    if (i % Math.ceil(months.length / 9) === 0) plot.append(draw("text", { x: x(month), y: height - 8, "text-anchor": "middle" }, month));
  });
  const dashes = ["", "7 3", "2 3", "9 3 2 3", "4 4", "1 4"];
  curves.forEach((curve, i) => {
    // Months of different seasons are not joined: between them lies a summer.
    let path = "";
    curve.points.forEach(([month, value], k) => {
      const joined = k > 0 && next(curve.points[k - 1][0]) === month;
      path += `${joined ? "L" : "M"}${x(month).toFixed(1)} ${y(value).toFixed(1)}`;
      plot.append(draw("circle", { class: `s${i % 6}`, cx: x(month), cy: y(value), r: 2, fill: "currentColor" },
        draw("title", {}, `${curve.name} ${month}: ${value.toFixed(2)}`)));
    });
    plot.append(draw("path", { class: `curve s${i % 6}`, d: path, "stroke-dasharray": dashes[i % 6] }));
  });
  show("accuracy", plot,
    make("ul", { class: "key" }, curves.map((curve, i) => make("li", {},
      draw("svg", { width: 34, height: 10, "aria-hidden": "true" }, draw("line", { class: `curve s${i % 6}`, x1: 0, x2: 34, y1: 5, y2: 5, "stroke-width": 2, "stroke-dasharray": dashes[i % 6] })),
      curve.name))),
    make("details", {}, make("summary", {}, "The figures"), table(
      [{ title: "month" }, ...curves.map((c) => ({ title: c.name, number: true }))],
      months.map((month) => [month, ...curves.map((c) => c.points.find((p) => p[0] === month)?.[1].toFixed(2) ?? "")]))));
}

function next(month) {
  const [year, count] = month.split("-").map(Number);
  return count === 12 ? `${year + 1}-01` : `${year}-${String(count + 1).padStart(2, "0")}`;
}

// Following

let accuracyAt = 0;

function take(update) {
  position = update.overview.position;
  overview = update.overview;
  showTotals();
  showRuns();
  showGates();
  let unknown = false;
  for (const day of update.days) {
    const node = cells.get(keyOf(day.date, day.phase));
    if (node) paint(node, day);
    else unknown = true;
  }
  if (unknown) loadCalendar().catch((error) => notice(error.message));
  if (!document.hidden && Date.now() - refreshed > (update.days.length > 0 ? 3000 : 15000)) refreshPanels();
  if (update.days.length > 0 && Date.now() - accuracyAt > 30000) {
    accuracyAt = Date.now();
    showAccuracy().catch((error) => notice(error.message));
  }
}

function follow() {
  stream?.close();
  stream = new EventSource(`/api/events?after=${position}`);
  stream.addEventListener("open", () => {
    byID("link").textContent = "live";
    byID("link").className = "";
  });
  stream.addEventListener("error", () => {
    byID("link").textContent = "the coordinator does not answer; trying again";
    byID("link").className = "off";
    if (stream.readyState === EventSource.CLOSED) setTimeout(follow, 2000);
  });
  stream.addEventListener("update", (event) => take(JSON.parse(event.data)));
}

async function begin() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("token", given);
    history.replaceState(null, "", location.pathname);
  }
  byID("token").value = sessionStorage.getItem("token") ?? "";
  byID("token").addEventListener("change", () => sessionStorage.setItem("token", byID("token").value.trim()));
  show("legend", STATES.map(([state, word]) => make("li", {}, make("span", { class: `swatch ${state}` }), word)));
  try {
    await loadCalendar();
    take({ overview: await ask("/api/overview"), days: [] });
    await refreshPanels();
    await showAccuracy();
  } catch (error) { notice(error.message); }
  follow();
}

begin();
