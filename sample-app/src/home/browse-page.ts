/** The list as a person turns its pages: each is a link of the answer's Link header, whose references are a query alone. */
export const browsePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cities</title>
<style>
  body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
  nav a { margin-right: 1rem }
  td, th { padding-right: 2rem; text-align: left }
  td:last-child { text-align: right; font-variant-numeric: tabular-nums }
</style>
<h1>Cities</h1>
<nav>
  <a href="?">the largest first</a>
  <a href="?sort=name">by name</a>
  <a href="?sort=country,-population">by country</a>
</nav>
<p id="problem">
<table><thead><tr><th>City<th>Country<th>Population</thead><tbody></tbody></table>
<nav id="pages"></nav>
<p><a href="/">What else there is to try</a>
<script type="module">
  const response = await fetch('/cities' + location.search);
  const { data = [], message = '' } = await response.json();
  document.querySelector('#problem').textContent = message;
  for (const { id, name, country, population } of data) {
    const row = document.querySelector('tbody').insertRow();
    row.insertCell().append(link('/cities/' + id, name));
    row.insertCell().append(country);
    row.insertCell().append(population.toLocaleString('en'));
  }
  const links = (response.headers.get('Link') ?? '').matchAll(/<([^>]*)>; rel="(\\w+)"/g);
  for (const [, reference, relation] of links)
    document.querySelector('#pages').append(link(reference, relation));

  function link(href, text) {
    return Object.assign(document.createElement('a'), { href, textContent: text });
  }
</script>
`;
