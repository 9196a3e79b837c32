/** The calculator: one page with its style and program. */
export const gaugePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gauge</title>
<style>
:root { color-scheme: light dark; }
body { font: 17px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; }
fieldset { border: 1px solid #8886; border-radius: 8px; margin: 0 0 1rem; display: grid; grid-template-columns: 1fr 7rem; gap: .5rem 1rem; align-items: center; }
input { font: inherit; padding: .3rem .5rem; width: 100%; box-sizing: border-box; text-align: right; }
output { display: block; padding: 1rem; border-radius: 8px; background: #d7a59a33; white-space: pre-line; }
</style>
<h1>Gauge</h1>
<p>Measure the swatch after washing and drying it flat.</p>
<form>
<fieldset><legend>The pattern</legend>
<label for="ps">Stitches to 10 cm</label><input id="ps" type="number" step="0.5" min="1" value="18">
<label for="pr">Rows to 10 cm</label><input id="pr" type="number" step="0.5" min="1" value="24">
<label for="pc">Cast on</label><input id="pc" type="number" min="1" value="168">
<label for="rep">Repeat</label><input id="rep" type="number" min="1" value="12">
</fieldset>
<fieldset><legend>Your swatch</legend>
<label for="ms">Stitches to 10 cm</label><input id="ms" type="number" step="0.5" min="1" value="20">
<label for="mr">Rows to 10 cm</label><input id="mr" type="number" step="0.5" min="1" value="26">
<label for="len">Length wanted, cm</label><input id="len" type="number" min="1" value="36">
<label for="met">Metres the pattern asks for</label><input id="met" type="number" min="0" value="850">
</fieldset>
</form>
<output id="out"></output>
<script>
const ids = ["ps", "pr", "pc", "rep", "ms", "mr", "len", "met"];
const field = (id) => document.getElementById(id);
const value = (id) => Number(field(id).value) || 1;
for (const id of ids) {
  const kept = localStorage.getItem("gauge-" + id);
  if (kept) field(id).value = kept;
  field(id).addEventListener("input", show);
}
function show() {
  for (const id of ids) localStorage.setItem("gauge-" + id, field(id).value);
  const width = (value("pc") / value("ps")) * 10;
  const blind = (value("pc") / value("ms")) * 10;
  const repeat = value("rep");
  const castOn = Math.max(repeat, Math.round((width * value("ms")) / 10 / repeat) * repeat);
  const rows = Math.round((value("len") * value("mr")) / 10);
  const area = (value("ms") * value("mr")) / (value("ps") * value("pr"));
  const metres = Math.round(value("met") * Math.sqrt(area) * 1.1);
  field("out").textContent =
    "Cast on " + castOn + " stitches for " + width.toFixed(1) + " cm.\\n" +
    "With the pattern's " + value("pc") + " it would be " + blind.toFixed(1) + " cm.\\n" +
    rows + " rows make " + value("len") + " cm.\\n" +
    "About " + metres + " m of yarn, a tenth to spare.";
}
show();
</script>
</html>
`;
