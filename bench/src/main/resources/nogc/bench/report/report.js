/* Draws the charts of the report from the data that stands in the page. */
'use strict';

const COLOURS = { copy: '#9aa5b1', ours: '#2f7de1', 'ours, as it is': '#7ab8f5', 'ours, mqttclient': '#7ab8f5',
  netty: '#1a9c8c', hivemq: '#d9892b', paho: '#c2477f', libmosquitto: '#7d5bd0', 'paho c': '#6d8b2f' };
const SPARE = ['#7d5bd0', '#6d8b2f', '#b5532b', '#3d6d99', '#8a8a2a', '#a04545'];
const SHAPES = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'arrow'];
const charts = JSON.parse(document.getElementById('data').textContent);

function colour(contender, index) {
  const known = Object.keys(COLOURS).filter(name => contender.toLowerCase().startsWith(name))
      .sort((a, b) => b.length - a.length)[0]; // "Paho C" is not "Paho"
  return known ? COLOURS[known] : SPARE[index % SPARE.length];
}

/* Who cannot tell the colours apart sees the shapes. */
function shape(index) {
  return SHAPES[index % SHAPES.length];
}

function text(value) {
  const size = Math.abs(value);
  return size >= 100 ? Math.round(value).toLocaleString('en') : size >= 1 || size === 0 ? value.toFixed(1)
      : value.toPrecision(2);
}

/* Values so far apart that only a logarithmic axis shows them are points, since the foot of a bar would mean nothing. */
function isWide(chart) {
  const values = chart.series.flatMap(s => s.points).filter(p => p).map(p => p.middle);
  return Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) > 20;
}

function whisker(params, api) {
  const y = api.coord([api.value(0), api.value(2)])[1] + api.value(3);
  const low = api.coord([api.value(0), 0])[0];
  const high = api.coord([api.value(1), 0])[0];
  const style = { stroke: api.visual('color'), lineWidth: 1.5 };
  const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
  return { type: 'group', children: [line(low, y, high, y), line(low, y - 3, low, y + 3), line(high, y - 3, high, y + 3)] };
}

/* Lines that the names of all take, one behind the other. */
function legendLines(chart, width) {
  let lines = 1;
  let used = 0;
  chart.series.forEach(s => {
    const needs = 40 + s.name.length * 7;
    if (used > 0 && used + needs > width) {
      lines++;
      used = 0;
    }
    used += needs;
  });
  return lines;
}

function bars(chart, narrow, top) {
  const wide = isWide(chart);
  const count = chart.series.length;
  const thick = 11;
  const step = thick + 3;
  const shift = i => (i - (count - 1) / 2) * step;
  const series = [];
  chart.series.forEach((s, i) => {
    const shade = colour(s.name, i);
    const data = s.points.map((p, row) => p ? { value: [p.middle, row], point: p } : null).filter(p => p);
    series.push(wide
        ? { name: s.name, type: 'scatter', symbol: shape(i), symbolSize: 9, symbolOffset: [0, shift(i)], itemStyle: { color: shade }, data }
        : { name: s.name, type: 'bar', barWidth: thick, barGap: '27%', itemStyle: { color: shade },
            data: s.points.map(p => p ? { value: p.middle, point: p } : null) });
    series.push({ name: s.name, type: 'custom', renderItem: whisker, itemStyle: { color: wide ? shade : '#777' },
      silent: true, z: 5, encode: { x: [0, 1], y: 2 }, tooltip: { show: false },
      data: s.points.map((p, row) => p ? [p.low, p.high, row, shift(i)] : null).filter(p => p) });
  });
  return {
    height: chart.rows.length * Math.max(34, count * step + 14) + top + 46,
    option: {
      grid: { left: 8, right: 24, top, bottom: 36, containLabel: true },
      xAxis: { type: wide ? 'log' : 'value', name: chart.unit + (wide ? ', logarithmic' : ''), nameLocation: 'middle',
        nameGap: 26, axisLabel: { formatter: text, hideOverlap: true }, splitLine: { lineStyle: { opacity: .35 } } },
      yAxis: { type: 'category', inverse: true, data: chart.rows, axisTick: { show: false },
        splitLine: { show: true, lineStyle: { opacity: .35 } },
        axisLabel: { width: narrow ? 110 : 250, overflow: 'break', lineHeight: 14 } },
      tooltip: { trigger: 'item', formatter: p => p.data.point ? chart.rows[p.data.value[1] ?? p.dataIndex] + '<br>'
          + p.seriesName + ': <b>' + text(p.data.point.middle) + '</b> ' + chart.unit + ' (' + text(p.data.point.low)
          + '–' + text(p.data.point.high) + ')' : '' },
      series,
    },
  };
}

/* Rows are percentiles; the axis gives each nine of them the same room. */
function curves(chart, top) {
  const place = row => -Math.log10(1 - Math.min(parseFloat(row), 99.9999) / 100);
  return {
    height: 360 + top,
    option: {
      grid: { left: 8, right: 24, top: top + 16, bottom: 40, containLabel: true },
      xAxis: { type: 'value', min: 0, name: 'percentile', nameLocation: 'middle', nameGap: 26, interval: 1,
        axisLabel: { formatter: v => v === 0 ? '0' : (100 - Math.pow(10, 2 - v)).toFixed(Math.max(0, v - 2)) } },
      yAxis: { type: 'log', name: chart.unit + ', logarithmic', nameLocation: 'end',
        axisLabel: { formatter: text }, splitLine: { lineStyle: { opacity: .35 } } },
      tooltip: { trigger: 'axis', valueFormatter: text },
      series: chart.series.map((s, i) => ({ name: s.name, type: 'line', symbol: shape(i), symbolSize: 7, color: colour(s.name, i),
        data: s.points.map((p, row) => p ? [place(chart.rows[row]), p.middle] : null).filter(p => p) })),
    },
  };
}

function draw() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  charts.forEach(chart => {
    const element = document.getElementById(chart.id);
    const old = echarts.getInstanceByDom(element);
    if (old) {
      old.dispose();
    }
    const narrow = element.clientWidth < 600;
    const top = 20 + 24 * legendLines(chart, element.clientWidth);
    const { height, option } = chart.kind === 'curves' ? curves(chart, top) : bars(chart, narrow, top);
    element.style.height = height + 'px';
    const drawing = echarts.init(element, dark ? 'dark' : null, { renderer: 'svg' });
    drawing.setOption({ backgroundColor: 'transparent', animation: false,
      legend: { top: 0, left: 0, itemWidth: 16, data: chart.series.map(s => s.name) },
      aria: { enabled: true }, ...option });
  });
}

draw();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
let pending;
addEventListener('resize', () => {
  clearTimeout(pending);
  pending = setTimeout(draw, 150);
});
