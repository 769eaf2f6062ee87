/** What to try first, for whoever opens the application in a browser. */
export const homePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cities API</title>
<style>
  body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
  dt { font-family: ui-monospace, monospace; margin-top: 1rem }
</style>
<h1>Cities API</h1>
<p>The sample application of <em>nestjs-production-readiness</em>. Try:</p>
<dl>
  <dt><a href="/browse">/browse</a>
  <dd>all cities, a page at a time: each link is one that an answer of <code>/cities</code> has in its Link header
  <dt><a href="/cities">/cities</a>
  <dd>the largest cities; <code>meta.next</code> goes into <code>/cities?cursor=</code> for the next page, and so on to the last
  <dt><a href="/cities?sort=name">/cities?sort=name</a>
  <dd>in the order of the alphabet; a cursor of another order is refused
  <dt><a href="/cities?sort=country,-population">/cities?sort=country,-population</a>
  <dd>country by country, the largest first
  <dt><a href="/cities?page=2">/cities?page=2</a>
  <dd>a page by its number; deep ones are refused, and no cursor is
  <dt><a href="/cities?country=CH&amp;limit=5&amp;page=2">/cities?country=CH&amp;limit=5&amp;page=2</a>
  <dd>the second five of one country
  <dt><a href="/cities?search=zur">/cities?search=zur</a>
  <dd>names that start so, whatever their case and accents
  <dt><a href="/cities?limit=1000000">/cities?limit=1000000</a>
  <dd>asks for everything, and gets a page like everyone
  <dt><a href="/cities?limit=all">/cities?limit=all</a>
  <dd>is refused
  <dt><a href="/cities/2657896">/cities/2657896</a>
  <dd>one city, from the cache for ten minutes; <code>PATCH</code> it with a <code>population</code>, and it is asked again
  <dt><a href="/countries">/countries</a>
  <dd>a costly question, asked once in ten minutes however many ask
  <dt>POST /auth/token, POST /auth/session, GET /auth/me
  <dd>sign in as <code>demo</code> with the password in <code>DEMO_PASSWORD</code>, for a token or for a cookie
  <dt>POST /downloads
  <dd>for who is signed in: a link to <code>countries.csv</code> that works for five minutes
</dl>
<p>Cities by <a href="https://www.geonames.org">GeoNames</a>,
  <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.</p>
`;
