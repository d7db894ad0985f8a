import { it } from "vitest";
import { withIngested } from "/work/main/test/support/ingest-fixture.ts";
const L = (t:string, rest='200 1 "-" "UA"', req="GET / HTTP/1.1", addr="1.2.3.4") => `${addr} - - [${t}] "${req}" ${rest}`;
const cases: [string,string][] = [
 ["ok", L("08/Dec/2024:20:00:00 -0600")],
 ["day1", L("8/Dec/2024:20:00:00 -0600")],
 ["dEC", L("08/dEC/2024:20:00:00 -0600")],
 ["h1", L("08/Dec/2024:2:00:00 -0600")],
 ["z3", L("08/Dec/2024:20:00:00 -06")],
 ["zcolon", L("08/Dec/2024:20:00:00 -06:00")],
 ["zbig", L("08/Dec/2024:20:00:00 +9999")],
 ["zbig2", L("08/Dec/2024:20:00:00 +1560")],
 ["y3", L("08/Dec/202:20:00:00 -0600")],
 ["sec60", L("08/Dec/2024:20:00:60 -0600")],
 ["st2", L("08/Dec/2024:20:00:00 -0600",'20 1 "-" "UA"')],
 ["st1e1", L("08/Dec/2024:20:00:00 -0600",'1e1 1 "-" "UA"')],
 ["b1e3", L("08/Dec/2024:20:00:00 -0600",'200 1e3 "-" "UA"')],
 ["babc", L("08/Dec/2024:20:00:00 -0600",'200 abc "-" "UA"')],
 ["bhuge", L("08/Dec/2024:20:00:00 -0600",'200 99999999999999999999 "-" "UA"')],
 ["rtsp", L("08/Dec/2024:20:00:00 -0600",'200 1 "-" "UA"',"OPTIONS / RTSP/1.0")],
 ["nul", L("08/Dec/2024:20:00:00 -0600",'200 1 "-" "U\\x00A"')],
 ["ff", L("08/Dec/2024:20:00:00 -0600",'200 1 "-" "\\"U\\" \\xff \\q \\xZZ"')],
 ["wrap", `"${L("08/Dec/2024:20:00:00 -0600")}"`],
 ["cutq", L("08/Dec/2024:20:00:00 -0600",'200 1 "-" "')],
 ["cutq2", L("08/Dec/2024:20:00:00 -0600",'200 1 "-" "a\\')],
 ["nbsp", "\u00a0"],
 ["2040", L("08/Dec/2040:20:00:00 -0600")],
 ["1960", L("08/Dec/1960:20:00:00 -0600")],
];
it("x", async () => {
  await withIngested([{content: cases.map(([,l])=>l).join("\n")}], async (f) => {
    const rows = await f.lines();
    rows.forEach((r,i)=>console.log(cases[i]?.[0], JSON.stringify({c:r.class,s:r.second,a:r.address,m:r.method,p:r.path,q:r.query,st:r.status,b:r.bytes,r:r.referrer,ag:r.agent,e:r.extra,re:r.reason})));
  });
});
