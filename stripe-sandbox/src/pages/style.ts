import { createHash } from "node:crypto";

/** The one style sheet of the hosted pages, sent inline so that a page is one answer. */
export const style = `
:root{color-scheme:light dark;--paper:#fff;--wash:#f6f6f4;--ink:#1c1b19;--soft:#5f5c57;--line:#dcd9d3;--accent:#2f4ea1;--accent-ink:#fff;--bad:#a5231c;--bad-wash:#fcefee;--good:#1d6b3a;--band:#f3e3b8;--band-ink:#4a3704}
@media (prefers-color-scheme:dark){:root{--paper:#1d1c1a;--wash:#131211;--ink:#f1efeb;--soft:#aaa69f;--line:#3b3935;--accent:#9db4f5;--accent-ink:#10182e;--bad:#ff9d94;--bad-wash:#3a1d1b;--good:#7fd09b;--band:#43360f;--band-ink:#f6e6b9}}
*{box-sizing:border-box}
body{margin:0;background:var(--wash);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",sans-serif}
.band{background:var(--band);color:var(--band-ink);padding:8px 16px;text-align:center;font-size:14px}
main{max-width:480px;margin:0 auto;padding:32px 16px 64px}
main.wide{max-width:1080px}
h1{font-size:20px;line-height:1.3;margin:0}
h2{font-size:16px;margin:40px 0 12px}
p{margin:8px 0}
.total{font-size:40px;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums;margin:4px 0 24px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
form:has(input[value=bank]:checked) :is(.card,.saved),form:has(input[name=saved]:not([value=""]):checked) .card{display:none}
.soft{color:var(--soft)}
small,.small{font-size:14px}
ul.items{list-style:none;margin:0 0 24px;padding:0;border-top:1px solid var(--line)}
ul.items li{display:flex;justify-content:space-between;gap:16px;padding:12px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.amount{font-variant-numeric:tabular-nums;white-space:nowrap}
fieldset{border:0;margin:0 0 20px;padding:0;min-width:0}
legend,label{font-size:14px;font-weight:600;display:block;margin:0 0 6px;padding:0}
label.choice{display:flex;align-items:center;gap:10px;font-weight:400;font-size:16px;border:1px solid var(--line);background:var(--paper);padding:12px;margin:0 0 -1px;min-height:48px}
label.choice:first-of-type{border-radius:8px 8px 0 0}label.choice:last-of-type{border-radius:0 0 8px 8px}
label.choice:only-of-type{border-radius:8px;margin:0 0 20px}
input[type=radio],input[type=checkbox]{width:18px;height:18px;margin:0;accent-color:var(--accent);flex:none}
input[type=text],input[type=email]{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:8px;padding:11px 12px;min-height:48px;font-variant-numeric:tabular-nums}
input[aria-invalid=true]{border-color:var(--bad);border-width:2px;padding:10px 11px}
.row{display:grid;grid-template-columns:1fr 1fr;gap:16px}
.error{color:var(--bad);font-size:14px;margin:6px 0 0}
.alert{background:var(--bad-wash);color:var(--bad);border-radius:8px;padding:12px 16px;margin:0 0 20px}
button,.button{font:inherit;font-weight:600;cursor:pointer;border-radius:8px;border:1px solid var(--line);background:var(--paper);color:var(--ink);padding:11px 16px;min-height:48px;text-decoration:none;display:inline-block}
button.main,.button.main{width:100%;background:var(--accent);border-color:var(--accent);color:var(--accent-ink);text-align:center}
p:has(>.button),.soft+form{margin-top:20px}
button.quiet{width:100%;border-color:transparent;background:transparent;color:var(--soft);margin-top:8px}
button.small{white-space:nowrap;min-height:32px;padding:4px 10px;font-size:14px;font-weight:500}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
details{margin-top:32px;font-size:14px;color:var(--soft)}summary{cursor:pointer;padding:8px 0}
code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px;margin:8px 0}dt{font-variant-numeric:tabular-nums}dd{margin:0}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--paper)}
table{border-collapse:collapse;width:100%;font-size:14px}
caption{text-align:left}
th,td{text-align:left;vertical-align:top;padding:10px 12px;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
tr:last-child td{border-bottom:0}th{font-weight:600;color:var(--soft);white-space:nowrap}time,td code{white-space:nowrap}
td form{display:inline-block;margin:0 6px 4px 0}
@media (max-width:720px){
table,tbody,tr,td{display:block}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border-bottom:1px solid var(--line);padding:8px 0}tr:last-child{border:0}
td{border:0;padding:2px 12px}
}
.state-good{color:var(--good)}.state-bad{color:var(--bad)}
`;

/** How a Content-Security-Policy names this style sheet and no other. */
export const styleSource = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
