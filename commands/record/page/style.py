"""How the page looks: on a desk, on a phone, in the dark and on paper."""

STYLE = """
:root {
  --ink: #1d2329; --soft: #5a6570; --line: #dfe3e7; --paper: #fff; --shade: #f5f6f7; --accent: #0b5c6b;
  --good: #1c6b3a; --good-bg: #e4f3e9; --warn: #8a5a00; --warn-bg: #fbf0d9; --bad: #a3262a;
  --bad-bg: #fbe6e6; --bar: #2f8296; --plan: #1d2329; --gate: #7a5ea8; --hold: #d9a02b; --trouble: #c8484c;
  --fold: #eceff1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8eb; --soft: #9aa6b0; --line: #343c44; --paper: #14181c; --shade: #1c2227; --accent: #6cc3d5;
    --good: #7fd19b; --good-bg: #16301f; --warn: #f0c060; --warn-bg: #352a10; --bad: #f39a9c;
    --bad-bg: #3a1a1c; --bar: #3f9db3; --plan: #e4e8eb; --gate: #a68bd4; --hold: #d9a02b;
    --trouble: #dd6a6d; --fold: #20272d;
  }
}
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; color-scheme: light dark }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
main { max-width: 62rem; margin: 0 auto; padding: 3rem 1.5rem 4rem }
h1, h2, h3 {
  font-family: Charter,"Iowan Old Style","Source Serif 4",Georgia,Cambria,serif; line-height: 1.2;
  font-weight: 600; text-wrap: balance;
}
h1 { font-size: 2.4rem; margin: 0 0 .6rem; letter-spacing: -.01em }
h1 .to { color: var(--soft); font-weight: 400 }
h2 { font-size: 1.55rem; margin: 3.2rem 0 .9rem; padding-top: 1rem; border-top: 2px solid var(--ink) }
h3 { font-size: 1.15rem; margin: 1.9rem 0 .2rem }
h4 {
  font-size: .8rem; margin: 1.4rem 0 .3rem; text-transform: uppercase; letter-spacing: .06em;
  color: var(--soft);
}
p { margin: .3rem 0 .7rem; max-width: 46rem }
small { color: var(--soft); font-size: .82em; white-space: nowrap }
time { white-space: nowrap }
code, pre {
  font-family: ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace; font-size: .86em;
}
pre {
  background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: .8rem 1rem;
  white-space: pre-wrap;
}
.eyebrow {
  text-transform: uppercase; letter-spacing: .09em; font-size: .78rem; font-weight: 600;
  color: var(--accent); margin: 0 0 .4rem;
}
.state { font-size: 1.02rem; margin: 0 0 .5rem }
.note { color: var(--soft) }
.badge {
  display: inline-block; border-radius: 1rem; padding: .05rem .6rem; font-size: .82rem; font-weight: 600;
  background: var(--shade); border: 1px solid var(--line); white-space: nowrap;
}
.badge::first-letter { text-transform: uppercase }
.badge.good { color: var(--good); background: var(--good-bg); border-color: transparent }
.badge.warn { color: var(--warn); background: var(--warn-bg); border-color: transparent }
.badge.bad { color: var(--bad); background: var(--bad-bg); border-color: transparent }
b.good { color: var(--good) }
b.bad { color: var(--bad) }
.tiles {
  display: flex; flex-wrap: wrap; border: 1px solid var(--line); border-radius: 8px; overflow: hidden;
  margin: 1.4rem 0;
}
.tiles div { flex: 1 0 8.2rem; padding: .8rem 1rem; box-shadow: 1px 1px 0 var(--line) }
.tiles b { display: block; font-size: 1.4rem; line-height: 1.2; font-weight: 600; white-space: nowrap }
.tiles span { color: var(--soft); font-size: .86rem }
.facts {
  display: grid; grid-template-columns: repeat(auto-fit,minmax(17rem,1fr)); gap: .7rem 2rem; margin: 1rem 0;
}
.facts dt { color: var(--soft); font-size: .8rem }
.facts dd { margin: 0 }
.facts time { white-space: normal }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 1rem; font-size: .93em }
th {
  text-align: left; font-size: .78rem; color: var(--soft); font-weight: 600;
  border-bottom: 1px solid var(--ink); padding: .3rem .8rem .3rem 0;
}
td { vertical-align: top; border-bottom: 1px solid var(--line); padding: .38rem .8rem .38rem 0 }
td:last-child, th:last-child { padding-right: 0 }
.course td:first-child, .journal td:nth-child(2) { width: 13rem }
.course td:last-child { width: 10rem }
.decisions { table-layout: fixed }
.decisions th:nth-child(1) { width: 36% }
.decisions th:nth-child(2) { width: 22% }
.decisions th:nth-child(3) { width: 17% }
.journal { font-size: .86em }
.journal td:first-child { color: var(--soft); width: 2.6rem }
.journal td:nth-child(4) { width: 9rem }
.journal td:last-child { width: 6.6rem; white-space: nowrap }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; font-size: .9rem; margin: 1.6rem 0 0 }
nav a { color: var(--accent) }
.hash { overflow-wrap: anywhere }
.where { color: var(--soft); font-size: .9rem; margin: .1rem 0 .5rem }
.list ol { list-style: none; margin: 0; padding: 0 }
.item {
  display: grid; grid-template-columns: 1.4rem 1fr 22rem; gap: .2rem .7rem; padding: .38rem 0;
  border-bottom: 1px solid var(--line); align-items: baseline;
}
.item p { margin: 0; font-size: .86rem; color: var(--soft); max-width: none }
.item p.text { font-size: 1rem; color: var(--ink) }
.item.skipped .mark, .item.not-applicable .mark { color: var(--warn) }
.item p.why { color: var(--ink) }
.item p b { font-weight: 600; color: var(--ink) }
.item s { color: var(--soft) }
.item .mark { flex: none; width: 1.25rem; text-align: center; font-weight: 700; color: var(--soft) }
.done .mark { color: var(--good) }
.open .mark, .claimed .mark { color: var(--bad) }
.item.open p b, .item.claimed p b { color: var(--bad) }
.incident { border-left: 3px solid var(--trouble); padding-left: 1.1rem; margin: 1.4rem 0 }
.incident h3 { margin-top: 0 }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; color: var(--soft); font-size: .85rem }
.key span { white-space: nowrap }
.key svg { vertical-align: -2px }
.timeline { margin: .6rem 0 1rem }
.row {
  display: grid; grid-template-columns: 19rem 1fr; gap: 0 1rem; align-items: center;
  border-bottom: 1px solid var(--line); padding: .28rem 0;
}
.label b { display: block; font-weight: 600; line-height: 1.3 }
.label span { display: block; color: var(--soft); font-size: .8rem; line-height: 1.35 }
.row svg { width: 100%; height: 26px; display: block }
.axis { display: grid; grid-template-columns: 19rem 1fr; gap: 0 1rem }
.ticks { grid-column: 2; position: relative; height: 2.4rem; font-size: .75rem; color: var(--soft) }
.ticks span {
  position: absolute; bottom: .1rem; transform: translateX(-50%); white-space: nowrap; text-align: center;
  line-height: 1.25;
}
.ticks span:first-child { transform: none; text-align: left }
.ticks span.edge { transform: translateX(-100%); text-align: right }
.ticks b.same { display: none }
.ticks b { display: block; color: var(--ink); font-weight: 600 }
svg line { vector-effect: non-scaling-stroke }
.grid { stroke: var(--line); stroke-width: 1 }
.fold { fill: var(--fold) }
line.planned { stroke: var(--plan); stroke-width: 2 }
rect.planned { fill: var(--plan) }
.bar { fill: var(--bar) }
.bar.run { fill: var(--soft) }
.bar.gate { fill: var(--gate) }
.bar.hold { fill: var(--hold) }
.bar.incident { fill: var(--trouble) }
.bar.open { opacity: .45 }
.mark.milestone { stroke: var(--accent); stroke-width: 2 }
line.mark.good { stroke: var(--good); stroke-width: 2 }
line.mark.bad { stroke: var(--bad); stroke-width: 2 }
footer {
  margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft);
  font-size: .86rem;
}
@media screen and (max-width: 44rem) {
  body { font-size: 14.5px }
  main { padding: 1.6rem 1rem 3rem }
  h1 { font-size: 1.75rem }
  h2 { font-size: 1.35rem; margin-top: 2.4rem }
  .row, .axis { grid-template-columns: 1fr }
  .ticks { grid-column: 1 }
  .row svg { margin-top: .25rem }
  .facts { grid-template-columns: 1fr }
  .item { grid-template-columns: 1.4rem 1fr }
  .item .how { grid-column: 2 }
  .ticks .crowded { display: none }
  .ticks b.same { display: block }
  thead { display: none }
  tr { display: block; padding: .45rem 0; border-bottom: 1px solid var(--line) }
  td, .course td:first-child, .course td:last-child, .journal td {
    display: flex; gap: .6rem; width: auto; border: 0; padding: .08rem 0;
  }
  td::before {
    content: attr(data-label); flex: 0 0 6.2rem; color: var(--soft); font-size: .8rem; padding-top: .1em;
  }
  .course tr, .journal tr { display: flex; flex-wrap: wrap; gap: 0 .6rem }
  .course td::before, .journal td::before { display: none }
  .course td:nth-child(2), .journal td:nth-child(3) { flex: 0 0 100%; order: -1 }
  .incident { padding-left: .8rem }
}
@media print {
  :root {
    --ink: #000; --soft: #444; --line: #ccc; --paper: #fff; --shade: #fff; --accent: #0b5c6b;
    --good: #1c6b3a; --good-bg: #fff; --warn: #8a5a00; --warn-bg: #fff; --bad: #a3262a; --bad-bg: #fff;
    --bar: #2f8296; --plan: #000; --fold: #eceff1; color-scheme: light;
  }
  @page { margin: 18mm 16mm }
  body { font-size: 9.5pt }
  main { max-width: none; padding: 0 }
  nav { display: none }
  .ticks .crowded { display: none }
  .ticks b.same { display: block }
  .row, .axis { grid-template-columns: 15rem 1fr }
  .item { grid-template-columns: 1.4rem 1fr 15rem }
  .course td:first-child, .journal td:nth-child(2) { width: 9rem }
  .journal td:nth-child(4) { width: 6rem }
  .course td:last-child { width: 7rem }
  h1 { font-size: 22pt }
  h2 { break-after: avoid; margin-top: 1.6rem }
  h3, h4 { break-after: avoid }
  .badge, .badge.good, .badge.bad, .badge.warn { border: 1px solid currentColor }
  .item, tr, .row, .tiles { break-inside: avoid }
  thead { display: table-header-group }
}
"""
