/** The planner: one page with its style and program. */
export const menuPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Menu ledger</title>
<style>
body { font: 16px/1.4 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; color: #332a24; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #d9d0bd; padding: .4rem; vertical-align: top; height: 3.2rem; text-align: left; }
td.meal { background: #e9d3b4; }
form { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; }
input, select, button { font: inherit; padding: .35rem .5rem; }
@media print { form, td button { display: none; } }
</style>
<h1>This week</h1>
<table><thead><tr></tr></thead><tbody></tbody></table>
<form>
<input name="what" placeholder="What" required>
<select name="day"></select>
<select name="meal"><option>noon</option><option>evening</option></select>
<label>for <input name="days" type="number" min="1" max="7" value="1" style="width:4rem"> days</label>
<input name="buy" placeholder="To buy, with commas">
<button>Add</button>
</form>
<h2>To buy</h2>
<ul></ul>
<script>
const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const meals = ["noon", "evening"];
let week = JSON.parse(localStorage.getItem("menu-ledger") || "[]");
const form = document.querySelector("form");
for (const day of days) {
  form.day.append(new Option(day));
  document.querySelector("thead tr").append(Object.assign(document.createElement("th"), { textContent: day }));
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  week.push({ what: form.what.value, day: form.day.selectedIndex, meal: form.meal.value, days: Number(form.days.value), buy: form.buy.value });
  form.reset();
  show();
});
function show() {
  localStorage.setItem("menu-ledger", JSON.stringify(week));
  const body = document.querySelector("tbody");
  body.textContent = "";
  for (const meal of meals) {
    const row = body.insertRow();
    for (let day = 0; day < 7; day++) {
      const entry = week.find((each) => each.meal === meal && each.day === day);
      const cell = row.insertCell();
      if (!entry) continue;
      cell.className = "meal";
      cell.colSpan = Math.min(entry.days, 7 - day);
      cell.textContent = entry.what + " ";
      const remove = Object.assign(document.createElement("button"), { textContent: "Remove", onclick: () => { week = week.filter((each) => each !== entry); show(); } });
      cell.append(remove);
      day += cell.colSpan - 1;
    }
  }
  const list = document.querySelector("ul");
  list.textContent = "";
  for (const thing of new Set(week.flatMap((each) => each.buy.split(",").map((part) => part.trim()).filter(Boolean)))) {
    list.append(Object.assign(document.createElement("li"), { textContent: thing }));
  }
}
show();
</script>
</html>
`;
