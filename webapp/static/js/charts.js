/* Draws each [data-chart] from the JSON beside it. The table under the chart holds the same numbers. */
"use strict";

(() => {
  const colour = (name) => {
    const probe = document.createElement("i");
    probe.className = `ink-${name}`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };

  const faded = (rgb, alpha) => rgb.replace(/rgba?\(([^)]+?)(,[^,]*)?\)/, (whole, parts) => {
    const numbers = whole.match(/[\d.]+/g).slice(0, 3);
    return `rgba(${numbers.join(", ")}, ${alpha})`;
  });

  const axis = (extra) => ({ stroke: colour("soft"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false }, font: "12px sans-serif", ...extra });

  const options = (data, width) => {
    const accent = colour("accent");
    return {
      width,
      height: 300,
      scales: { x: { time: false }, y: { range: [0, data.top] } },
      axes: [axis({ label: data.x_label, labelSize: 20, size: 36 }), axis({ size: 48, values: (_, ticks) => ticks.map((tick) => `${tick}${data.unit}`) })],
      series: [
        { label: data.x_label },
        { label: "EMA", stroke: accent, width: 2, points: { show: data.x.length < 60, size: 5, fill: accent } },
        { label: "Mean", stroke: colour("ink"), width: 1.5, dash: [5, 4], points: { show: false } },
        { label: "95 % low", stroke: faded(accent, 0.35), width: 1, points: { show: false } },
        { label: "95 % high", stroke: faded(accent, 0.35), width: 1, points: { show: false } },
        { label: "Trial", stroke: colour("soft"), paths: () => null, points: { show: true, size: 4, fill: colour("soft") } },
      ],
      bands: [{ series: [4, 3], fill: faded(accent, 0.12) }],
      cursor: { drag: { x: true, y: false } },
    };
  };

  const draw = (place) => {
    const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    const series = [data.x, data.ema, data.mean, data.low, data.high, data.trial];
    let chart;
    const make = () => {
      chart?.destroy();
      chart = new uPlot(options(data, place.clientWidth), series, place);
    };
    make();
    new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: 300 })).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", make);
  };

  document.querySelectorAll("[data-chart]").forEach(draw);
})();
