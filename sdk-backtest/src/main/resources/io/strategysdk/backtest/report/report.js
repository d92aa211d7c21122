(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = (id) => document.getElementById(id);
  const DAY = 86400;

  // ---- notation: the same in every locale
  const grouped = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  function fixed(value, decimals) {
    const [whole, rest] = Math.abs(value).toFixed(decimals).split('.');
    const text = grouped(whole) + (rest ? '.' + rest : '');
    return (value < 0 && Number(text.replace(/,/g, '')) !== 0 ? '−' : '') + text;
  }
  const percent = (value) => fixed(value * 100, 1) + ' %';
  const money = (value) => fixed(value, 2);
  const isoDay = (t) => new Date(t * 1000).toISOString().slice(0, 10);
  const isoMinute = (t) => new Date(t * 1000).toISOString().slice(0, 16).replace('T', ' ') + ' ' + data.zone;
  function compact(step) {
    return (value) => {
      const size = Math.abs(value);
      const [unit, suffix] = size >= 1e9 ? [1e9, 'B'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e4 ? [1e3, 'k'] : [1, ''];
      return fixed(value / unit, decimalsOf(step / unit)) + suffix;
    };
  }
  function decimalsOf(step) {
    let decimals = 0;
    while (decimals < 8 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6) { decimals++; }
    return decimals;
  }

  // ---- scales
  function niceStep(span, count) {
    const rough = span / count;
    const power = 10 ** Math.floor(Math.log10(rough));
    return power * [1, 2, 2.5, 5, 10].find((m) => m * power >= rough * 0.999);
  }
  function linearTicks(low, high, count) {
    const step = niceStep(high - low, count);
    const ticks = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.push(i * step);
    }
    return { ticks, step };
  }
  function logTicks(low, high) {
    const ticks = [];
    for (let p = Math.floor(Math.log10(low)); p <= Math.log10(high); p++) {
      for (const m of [1, 2, 5]) {
        const tick = m * 10 ** p;
        if (tick >= low && tick <= high) {
          ticks.push(tick);
        }
      }
    }
    return ticks.length >= 3 ? { ticks, step: ticks[0] / 10 } : linearTicks(low, high, 4);
  }
  const SPANS = [
    [60, 'm'], [300, 'm'], [900, 'm'], [1800, 'm'], [3600, 'm'], [3 * 3600, 'm'], [6 * 3600, 'm'], [12 * 3600, 'm'],
    [DAY, 'd'], [2 * DAY, 'd'], [7 * DAY, 'd'], [14 * DAY, 'd'],
  ];
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  function timeTicks(from, to, most) {
    const span = SPANS.find(([seconds]) => (to - from) / seconds <= most && (data.intraday || seconds >= DAY));
    const ticks = [];
    if (span) {
      for (let t = Math.ceil(from / span[0]) * span[0]; t <= to; t += span[0]) {
        const date = new Date(t * 1000);
        const day = date.getUTCDate() + ' ' + MONTHS[date.getUTCMonth()];
        ticks.push([t, span[1] === 'm' && t % DAY !== 0 ? date.toISOString().slice(11, 16) : day]);
      }
      return ticks;
    }
    const months = (to - from) / (30.44 * DAY);
    const step = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((m) => months / m <= most) || 480;
    const first = new Date(from * 1000);
    for (let m = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step; ; m += step) {
      const t = Date.UTC(Math.floor(m / 12), m % 12, 1) / 1000;
      if (t > to) {
        return ticks;
      }
      if (t >= from) {
        ticks.push([t, m % 12 === 0 ? String(Math.floor(m / 12)) : MONTHS[m % 12] + (step >= 6 ? ' ' + Math.floor(m / 12) : '')]);
      }
    }
  }
  function nearest(times, t) {
    let low = 0;
    let high = times.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (times[middle] < t) { low = middle; } else { high = middle; }
    }
    return t - times[low] < times[high] - t ? low : high;
  }

  // ---- one chart: numbers only go into its markup, texts into textContent
  const charts = [];
  const MOST_MARKS = 1500;
  function Chart(id, options) {
    this.host = byId(id);
    Object.assign(this, { height: 320, format: money, log: false, marks: null, view: null }, options);
    this.legend = document.createElement('div');
    this.legend.className = 'legend';
    this.plot = document.createElement('div');
    this.host.append(this.legend, this.plot);
    this.plot.addEventListener('pointermove', (event) => this.moved(event));
    this.plot.addEventListener('pointerleave', () => charts.forEach((chart) => chart.point(null)));
    this.plot.addEventListener('pointerdown', (event) => { this.grip = this.timeAt(event); });
    this.plot.addEventListener('pointerup', (event) => this.dropped(event));
    charts.push(this);
    this.draw();
  }
  Object.assign(Chart.prototype, {
    draw() {
      const width = Math.max(280, this.host.clientWidth);
      const narrow = width < 560;
      this.width = width;
      const height = narrow ? Math.round(this.height * 0.72) : this.height;
      this.box = { left: narrow ? 58 : 62, right: width - 6, top: 10, bottom: height - 24 };
      const drawn = this.lines.filter((line) => line.v.length > 0).map((line) => this.visible(line));
      this.from = drawn.reduce((from, line) => Math.min(from, line.t[0]), Infinity);
      this.to = drawn.reduce((to, line) => Math.max(to, line.t[line.t.length - 1]), this.from + 1);
      let low = Infinity;
      let high = -Infinity;
      for (const line of drawn) {
        for (const column of [line.v, line.high || [], line.low || []]) {
          for (const v of column) { low = Math.min(low, v); high = Math.max(high, v); }
        }
      }
      if (this.view) { [this.from, this.to] = this.view; }
      const log = this.log && low > 0;
      if (high === low) { high += Math.abs(high) * 0.01 || 0.1; low -= Math.abs(low) * 0.01 || 0.1; }
      const pad = log ? 1.03 : (high - low) * 0.04;
      this.high = this.zeroTop ? 0 : log ? high * pad : high + pad;
      this.low = log ? low / pad : low - pad;
      const scale = log ? Math.log : (v) => v;
      const unit = (this.box.bottom - this.box.top) / (scale(this.high) - scale(this.low));
      this.y = (v) => this.box.bottom - (scale(v) - scale(this.low)) * unit;
      this.x = (t) => this.box.left + (t - this.from) / (this.to - this.from) * (this.box.right - this.box.left);
      const ticks = log ? logTicks(this.low, this.high) : linearTicks(this.low, this.high, narrow ? 4 : 5);
      this.plot.innerHTML = '<svg role="img" viewBox="0 0 ' + width + ' ' + height + '">'
        + '<clipPath id="' + this.host.id + '-clip"><rect x="' + (this.box.left - 6) + '" width="' + (this.box.right - this.box.left + 12)
        + '" y="0" height="' + height + '"/></clipPath>' + this.axes(ticks, narrow)
        + '<g clip-path="url(#' + this.host.id + '-clip)">' + this.shapes(drawn) + this.markers() + '</g>'
        + '<rect class="picked" y="' + this.box.top + '" height="' + (this.box.bottom - this.box.top) + '" width="0"/>'
        + '<line class="cursor" y1="' + this.box.top + '" y2="' + this.box.bottom + '" visibility="hidden"/></svg>';
      this.plot.firstChild.setAttribute('aria-label', this.label);
      this.point(null);
    },
    visible(line) {
      if (!this.view) { return line; }
      const first = Math.max(0, nearest(line.t, this.view[0]) - 1);
      const end = nearest(line.t, this.view[1]) + 2;
      const part = { ...line };
      for (const column of ['t', 'v', 'high', 'low']) {
        if (line[column]) { part[column] = line[column].slice(first, end); }
      }
      return part;
    },
    zoom(from, to) {
      const times = this.lines[0].t;
      this.view = from === undefined ? null : [Math.max(times[0], from), Math.min(times[times.length - 1], to)];
      this.draw();
      this.zoomed();
    },
    timeAt(event) {
      const rect = this.plot.getBoundingClientRect();
      const x = (event.clientX - rect.left) * this.width / rect.width;
      const share = (x - this.box.left) / (this.box.right - this.box.left);
      return this.from + Math.min(1, Math.max(0, share)) * (this.to - this.from);
    },
    dropped(event) {
      const [a, b] = [this.grip, this.timeAt(event)].sort((l, r) => l - r);
      this.grip = null;
      if (this.zoomed && b - a > (this.to - this.from) / 60) { this.zoom(a, b); }
    },
    axes({ ticks, step }, narrow) {
      const format = this.tickFormat ? this.tickFormat(step) : compact(step);
      let out = '';
      for (const tick of ticks) {
        const y = this.y(tick).toFixed(1);
        out += '<line class="grid" x1="' + this.box.left + '" x2="' + this.box.right + '" y1="' + y + '" y2="' + y + '"/>'
          + '<text class="axis" text-anchor="end" dy="4" x="' + (this.box.left - 8) + '" y="' + y + '">' + format(tick) + '</text>';
      }
      if (this.start > this.low && this.start < this.high) {
        const y = this.y(this.start).toFixed(1);
        out += '<line class="start" x1="' + this.box.left + '" x2="' + this.box.right + '" y1="' + y + '" y2="' + y + '"/>';
      }
      for (const [t, text] of timeTicks(this.from, this.to, narrow ? 5 : 11)) {
        const x = this.x(t);
        if (x >= this.box.left + 8 && x <= this.box.right - 14) {
          out += '<text class="axis" text-anchor="middle" x="' + x.toFixed(1) + '" y="' + (this.box.bottom + 18) + '">' + text + '</text>';
        }
      }
      return out;
    },
    path(times, values) {
      let out = '';
      for (let i = 0; i < values.length; i++) {
        out += (i ? 'L' : 'M') + this.x(times[i]).toFixed(1) + ' ' + this.y(values[i]).toFixed(1);
      }
      return out;
    },
    shapes(lines) {
      let out = '';
      for (const line of lines) {
        if (line.high) {
          const back = this.path(line.t.slice().reverse(), line.low.slice().reverse()).replace('M', 'L');
          out += '<path class="band" d="' + this.path(line.t, line.high) + back + 'Z"/>';
        }
        const d = this.path(line.t, line.v);
        if (line.area) {
          const base = this.zeroTop ? this.y(0) : this.box.bottom;
          out += '<path class="' + line.area + '" d="' + d + 'L' + this.x(line.t[line.t.length - 1]).toFixed(1) + ' ' + base
            + 'L' + this.x(line.t[0]).toFixed(1) + ' ' + base + 'Z"/>';
        }
        out += '<path class="' + line.style + '" d="' + d + '"/>';
      }
      return out;
    },
    markers() {
      if (!this.marks) { return ''; }
      const marks = this.marks.filter((mark) => mark.t1 >= this.from && mark.t0 <= this.to);
      this.hidden = marks.length > MOST_MARKS ? marks.length : 0;
      if (this.hidden) { return ''; }
      const crowded = marks.length > 150;
      const size = marks.length > 600 ? 2.5 : crowded ? 3.5 : 5;
      const seen = new Set();
      let entries = '';
      let exits = '';
      const place = (kind, t, price) => {
        const x = this.x(t);
        const y = this.y(price);
        if (!(x >= this.box.left - 1 && x <= this.box.right + 1 && y >= this.box.top && y <= this.box.bottom)) { return null; }
        const key = kind + Math.round(x / 3) * 4096 + Math.round(y / 3);
        if (seen.has(key)) { return null; }
        seen.add(key);
        return x.toFixed(1) + ' ' + y.toFixed(1);
      };
      for (const mark of marks) {
        const entry = place(mark.side > 0 ? 'u' : 'd', mark.t0, mark.p0);
        if (entry) {
          const s = mark.side * size;
          entries += 'M' + entry + 'm0 ' + -s * 0.6 + 'l' + size + ' ' + s * 1.6 + 'h' + -2 * size + 'z';
        }
        const exit = mark.open ? null : place('x', mark.t1, mark.p1);
        if (exit) {
          const r = size * 0.7;
          exits += 'M' + exit + 'm' + -r + ' 0a' + r + ' ' + r + ' 0 1 0 ' + 2 * r + ' 0a' + r + ' ' + r + ' 0 1 0 ' + -2 * r + ' 0z';
        }
      }
      let out = '<path class="mark-exit" d="' + exits + '"/><path class="mark-entry" d="' + entries + '"/>';
      if (this.chosen) {
        const m = this.chosen;
        out += '<path class="chosen" d="M' + this.x(m.t0) + ' ' + this.y(m.p0) + 'L' + this.x(m.t1) + ' ' + this.y(m.p1) + '"/>'
          + '<circle class="chosen" r="7" cx="' + this.x(m.t0) + '" cy="' + this.y(m.p0) + '"/>'
          + '<circle class="chosen" r="7" cx="' + this.x(m.t1) + '" cy="' + this.y(m.p1) + '"/>';
      }
      return out;
    },
    moved(event) {
      const t = this.timeAt(event);
      charts.forEach((chart) => chart.point(t));
      if (this.zoomed && this.grip) {
        const picked = this.plot.querySelector('.picked');
        const [a, b] = [this.x(this.grip), this.x(t)].sort((l, r) => l - r);
        picked.setAttribute('x', a);
        picked.setAttribute('width', b - a);
      }
    },
    point(t) {
      const cursor = this.plot.querySelector('.cursor');
      const shown = t !== null && t >= this.from && t <= this.to;
      cursor.setAttribute('visibility', shown ? 'visible' : 'hidden');
      this.legend.textContent = '';
      let when = this.to;
      for (const line of this.lines) {
        const at = nearest(line.t, shown ? t : this.to);
        if (line === this.lines[0]) { when = line.t[at]; }
        this.entry(line.style, line.label, this.format(line.v[at]));
      }
      if (shown) {
        cursor.setAttribute('x1', this.x(when));
        cursor.setAttribute('x2', this.x(when));
      }
      if (this.marks && this.hidden) {
        this.legend.append(grouped(String(this.hidden)) + ' trades: look closer to see them');
      } else if (this.marks && this.marks.length) {
        this.entry('mark-entry', this.marks.some((mark) => mark.side < 0) ? 'Entry (▲ long, ▼ short)' : 'Entry', '');
        this.entry('mark-exit', 'Exit', '');
      }
      const span = document.createElement('span');
      span.className = 'when';
      span.textContent = !data.intraday || this.to - this.from > 20 * DAY ? isoDay(when) : isoMinute(when);
      this.legend.append(span);
    },
    entry(style, label, value) {
      const item = document.createElement('span');
      item.innerHTML = '<svg aria-hidden="true" viewBox="0 0 22 10"><path class="' + style + '" d="'
        + (style === 'mark-entry' ? 'M11 0l5 9h-10z' : style === 'mark-exit' ? 'M7 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0z' : 'M0 5H22') + '"/></svg>';
      item.append(label + ' ');
      const strong = document.createElement('b');
      strong.textContent = value;
      item.append(strong);
      this.legend.append(item);
    },
  });

  function lines(suffix, main, other, area) {
    const all = [{ ...data['equity' + suffix], label: 'Strategy', style: main, area }];
    if (data['benchmark' + suffix]) {
      all.push({ ...data['benchmark' + suffix], label: data.benchmarkLabel, style: other });
    }
    return all;
  }

  const equity = new Chart('equity-chart', {
    label: 'Equity of the strategy and the benchmark over time', lines: lines('', 'line-main', 'line-other'), height: 360,
    start: data.equity.v[0],
  });
  new Chart('drawdown-chart', {
    label: 'Distance of the equity from its last peak over time', lines: lines('Drawdown', 'line-main', 'line-other', 'area-main'),
    height: 190, format: percent, zeroTop: true, tickFormat: (step) => (v) => fixed(v * 100, decimalsOf(step * 100)) + ' %',
  });
  byId('scale').hidden = equity.lines.some((line) => line.v.some((v) => v <= 0));
  byId('scale').addEventListener('click', (event) => {
    equity.log = !equity.log;
    event.currentTarget.setAttribute('aria-pressed', String(equity.log));
    equity.draw();
  });

  // ---- price with entries and exits
  const trades = data.trades;
  const count = trades.t0.length;
  function number(shown) {
    const digits = shown.replace('−', '-').replace(/[^\d.-]/g, '');
    return digits ? Number(digits) : NaN;
  }
  const markOf = (i) => ({ i, side: trades.side[i], t0: trades.t0[i], t1: trades.t1[i], p0: number(trades.entryPrice[i]), p1: number(trades.exitPrice[i]) });
  let priceChart = null;
  function showPrices(series) {
    const marks = [];
    for (let i = 0; i < count; i++) {
      if (trades.instrument[i] === series.instrument) { marks.push(markOf(i)); }
    }
    for (const lot of data.open) {
      if (lot.instrument === series.instrument) { marks.push({ ...lot, open: true, t1: Infinity }); }
    }
    priceChart.lines = [{ ...series, label: 'Price', style: 'line-price' }];
    priceChart.marks = marks;
    priceChart.chosen = null;
    priceChart.instrument = series.instrument;
  }
  if (data.prices.length) {
    const select = byId('instrument');
    byId('instrument').parentNode.hidden = data.prices.length === 1;
    data.prices.forEach((series, i) => select.append(new Option(data.instruments[series.instrument], String(i))));
    const first = { lines: [{ ...data.prices[0], label: 'Price', style: 'line-price' }], label: 'Price with entries and exits', height: 340 };
    const whole = byId('whole');
    priceChart = new Chart('price-chart', first);
    priceChart.zoomed = () => { whole.hidden = priceChart.view === null; };
    whole.addEventListener('click', () => priceChart.zoom());
    const change = () => {
      showPrices(data.prices[Number(select.value)]);
      priceChart.zoom();
    };
    select.addEventListener('change', change);
    change();
  }
  const stepOf = (times) => (times[times.length - 1] - times[0]) / Math.max(1, times.length - 1);
  function choose(i) {
    const at = data.prices.findIndex((series) => series.instrument === trades.instrument[i]);
    if (at < 0) { return; }
    if (priceChart.instrument !== trades.instrument[i]) {
      byId('instrument').value = String(at);
      showPrices(data.prices[at]);
    }
    const mark = markOf(i);
    const around = Math.max(3 * (mark.t1 - mark.t0), 40 * stepOf(priceChart.lines[0].t));
    priceChart.chosen = mark;
    priceChart.zoom(mark.t0 - around, mark.t1 + around);
  }

  // ---- list of trades: one page of it is in the document
  const PAGE = 25;
  const text = (column) => (i) => column[i].replace('-', '−');
  const several = data.strategies.length > 1;
  const mixed = data.instruments.length > 1;
  // wide: only with room for it, elsewhere unfolded
  const COLUMNS = [
    { name: '#', numeric: true, wide: true, value: (i) => String(i + 1) },
    ...(several ? [{ name: 'Strategy', wide: true, value: (i) => data.strategies[trades.strategy[i]] }] : []),
    { name: 'Instrument', wide: !mixed, value: (i) => data.instruments[trades.instrument[i]] },
    { name: 'Side', wide: true, value: (i) => (trades.side[i] > 0 ? 'Long' : 'Short') },
    { name: 'Quantity', numeric: true, wide: true, value: (i) => trades.quantity[i] },
    { name: 'Entry', wide: mixed, value: (i) => trades.entryTime[i] },
    { name: 'at', label: 'Entry price', numeric: true, wide: true, value: (i) => trades.entryPrice[i] },
    { name: 'Exit', value: (i) => trades.exitTime[i] },
    { name: 'at', label: 'Exit price', numeric: true, wide: true, value: (i) => trades.exitPrice[i] },
    { name: 'Days', numeric: true, wide: true, value: (i) => fixed(trades.days[i], data.intraday ? 3 : 0) },
    { name: 'Fees', numeric: true, wide: true, value: text(trades.fees) },
    { name: 'Return', numeric: true, signed: true, value: text(trades.return) },
    { name: 'Net P&L', numeric: true, signed: true, value: text(trades.netPnl) },
  ];
  const styleOf = (column) => (column.numeric ? 'num ' : '') + (column.wide ? 'wide' : '');
  const table = byId('trade-list');
  const order = Array.from({ length: count }, (_, i) => i);
  let page = 0;
  let sorted = 0;
  let ascending = true;
  let selected = -1;
  const head = table.createTHead().insertRow();
  COLUMNS.forEach((column, c) => {
    const th = document.createElement('th');
    th.scope = 'col';
    th.className = styleOf(column);
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = column.name;
    if (column.label) { button.setAttribute('aria-label', column.label); }
    button.addEventListener('click', () => sort(c));
    th.append(button);
    head.append(th);
  });
  const body = table.createTBody();
  function sort(c) {
    ascending = c === sorted ? !ascending : true;
    sorted = c;
    const { numeric, value } = COLUMNS[c];
    const keys = order.slice().sort((a, b) => a - b).map((i) => (numeric ? number(value(i)) : value(i)));
    const sign = ascending ? 1 : -1;
    const missing = (i) => Number(Number.isNaN(keys[i]));
    // what has no value comes last in both directions
    order.sort((a, b) => missing(a) - missing(b) || (keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : a - b));
    page = 0;
    render();
  }
  function select(i) {
    selected = selected === i ? -1 : i;
    if (priceChart && selected === i) { choose(i); }
    render();
  }
  // on narrow screens, what has no column there
  function unfold(i) {
    const row = body.insertRow();
    row.className = 'more';
    const cell = row.insertCell();
    cell.colSpan = COLUMNS.length;
    for (const column of COLUMNS.filter(({ wide }) => wide)) {
      const item = document.createElement('span');
      const strong = document.createElement('b');
      strong.textContent = column.value(i);
      item.append((column.label || column.name) + ' ', strong);
      cell.append(item, ' ');
    }
  }
  function render(from = page * PAGE, to = from + PAGE) {
    [...head.children].forEach((th, c) => th.setAttribute('aria-sort', c === sorted ? (ascending ? 'ascending' : 'descending') : 'none'));
    body.textContent = '';
    order.slice(from, to).forEach((i) => {
      const row = body.insertRow();
      row.tabIndex = 0;
      row.setAttribute('aria-selected', String(i === selected));
      row.addEventListener('click', () => select(i));
      row.addEventListener('keydown', (event) => { if (event.key === 'Enter') { select(i); } });
      for (const column of COLUMNS) {
        const cell = row.insertCell();
        const shown = column.value(i);
        cell.textContent = shown;
        cell.className = styleOf(column) + (column.signed && shown.startsWith('−') ? ' down' : '');
      }
      if (i === selected) { unfold(i); }
    });
    renderPages();
  }
  const nav = byId('pages');
  const pages = Math.max(1, Math.ceil(count / PAGE));
  const place = document.createElement('span');
  place.setAttribute('aria-live', 'polite');
  const steps = [['First', () => 0], ['Previous', () => page - 1], ['Next', () => page + 1], ['Last', () => pages - 1]];
  const buttons = steps.map(([name, target]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.addEventListener('click', () => {
      page = target();
      render();
    });
    return button;
  });
  nav.append(buttons[0], buttons[1], place, buttons[2], buttons[3]);
  nav.hidden = pages === 1;
  function renderPages() {
    place.textContent = 'Page ' + grouped(String(page + 1)) + ' of ' + grouped(String(pages));
    buttons[0].disabled = buttons[1].disabled = page === 0;
    buttons[2].disabled = buttons[3].disabled = page === pages - 1;
  }
  // paper has no pages to turn: all trades, within reason
  const MOST_PRINTED = 2000;
  const unprinted = byId('unprinted');
  addEventListener('beforeprint', () => {
    if (!count) { return; }
    unprinted.textContent = 'The first ' + grouped(String(MOST_PRINTED)) + ' of ' + grouped(String(count)) + ' trades; all of them are in trades.csv.';
    unprinted.hidden = count <= MOST_PRINTED;
    render(0, MOST_PRINTED);
  });
  addEventListener('afterprint', () => {
    unprinted.hidden = true;
    if (count) { render(); }
  });
  if (count) { render(); } else { table.hidden = nav.hidden = true; }

  let pending = 0;
  addEventListener('resize', () => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => charts.forEach((chart) => chart.draw()));
  });
})();
